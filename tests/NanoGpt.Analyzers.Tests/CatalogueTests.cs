using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Tests.Kit;
using NanoGpt.Evaluation;

namespace NanoGpt.Analyzers.Tests;

/// <summary>Checks that each rule has an id, a release row, a page with examples and a test.</summary>
public class CatalogueTests
{
    public static TheoryData<string> Ids => [.. DeclaredIds()];

    [Fact]
    public void DiagnosticIds_Declarations_AreUnique()
    {
        var ids = DeclaredIds().ToList();
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public void Descriptors_Ids_EqualTheDeclaredIds() =>
        Assert.Equal(DeclaredIds(), Descriptors().Select(static rule => rule.Id).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Descriptor_EveryRule_IsComplete(string id)
    {
        var rule = Descriptors().Single(rule => rule.Id == id);
        Assert.EndsWith($"/analyzers/rules/{id}.md", rule.HelpLinkUri);
        Assert.StartsWith("https://", rule.HelpLinkUri);
        Assert.NotEmpty(rule.Title.ToString());
        var cause = Regex.Match(Repository.Read($"analyzers/rules/{id}.md"), "\n## Cause\n\n(.*?)\n\n##", RegexOptions.Singleline);
        Assert.Equal(cause.Groups[1].Value.Replace('\n', ' ').Replace('`', '\''), rule.Description.ToString());
        Assert.True(rule.IsEnabledByDefault);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void ReleaseRow_EveryRule_MatchesTheDescriptor(string id)
    {
        var rule = Descriptors().Single(rule => rule.Id == id);
        var rows = Repository.Read("analyzers/NanoGpt.Analyzers/AnalyzerReleases.Unshipped.md").Split('\n')
            .Concat(Repository.Read("analyzers/NanoGpt.Analyzers/AnalyzerReleases.Shipped.md").Split('\n'))
            .Where(row => row.StartsWith(id + " ", StringComparison.Ordinal));
        Assert.Equal($"{id} | {rule.Category} | {rule.DefaultSeverity} | {rule.Title}", Assert.Single(rows).TrimEnd());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void RulePage_EveryRule_HasItsTitleAndCorrectExamples(string id)
    {
        var rule = Descriptors().Single(rule => rule.Id == id);
        var page = Repository.Read($"analyzers/rules/{id}.md");
        Assert.StartsWith($"# {id}: {rule.Title}\n", page);
        Assert.Contains($"\n| Category | {rule.Category} |\n| Default severity | {rule.DefaultSeverity} |\n", page);
        Assert.Equal(
            ["Cause", "Rule description", "How to fix violations", "When to suppress", "Example"],
            Regex.Matches(page, "^## (.*)$", RegexOptions.Multiline).Select(static heading => heading.Groups[1].Value));
        var example = RuleExamples.Of(id);
        Assert.Equal([id], Reported(example, example.Violation));
        Assert.Empty(Reported(example, example.Fixed));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void RulePage_RuleWithAFix_MentionsTheFix(string id) => Assert.Equal(
        FixVerify.Providers.Any(provider => provider.FixableDiagnosticIds.Contains(id)),
        Repository.Read($"analyzers/rules/{id}.md").Contains("\n| Code fix | Yes |\n", StringComparison.Ordinal));

    [Fact]
    public void RulePages_EveryPage_BelongsToARule() => Assert.Equal(
        DeclaredIds(), RuleExamples.Ids);

    [Theory]
    [MemberData(nameof(Ids))]
    public void RuleTests_EveryRule_IsTriggered(string id) => Assert.Contains(
        Directory.GetFiles(Path.Combine(Repository.Root, "tests/NanoGpt.Analyzers.Tests/Rules"), "*.cs"),
        file => File.ReadAllText(file).Contains(id, StringComparison.Ordinal));

    private static IEnumerable<string> Reported(RuleExample example, string source)
    {
        var compilation = Compilations.Create(source + RuleExamples.Support);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error && !example.Ignores(d.Id)));
        return Verify.Run(compilation).Select(static d => d.Id).Where(id => !example.Ignores(id));
    }

    private static IEnumerable<string> DeclaredIds() =>
        new[] { typeof(FindingCodes), typeof(RuleIds) }
            .SelectMany(static type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(static field => field.IsLiteral).Select(static field => (string)field.GetRawConstantValue()!)
            .Order(StringComparer.Ordinal);

    // The analyzer of mapped code has those of all others.
    private static IEnumerable<DiagnosticDescriptor> Descriptors() =>
        Verify.Analyzers.SelectMany(static analyzer => analyzer.SupportedDiagnostics).Distinct();
}
