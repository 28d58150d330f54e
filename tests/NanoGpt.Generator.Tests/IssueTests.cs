using Microsoft.CodeAnalysis;
using NanoGpt.Generator.Tests.Kit;
using NanoGpt.Schema.Issues;

namespace NanoGpt.Generator.Tests;

/// <summary>Tests how the loader's issues reach the build log, and what a broken file drops.</summary>
public sealed class IssueTests
{
    private static readonly TestProject Project = TestProject.Small
        .WithModel("minimal", SmallDirectory.Minimal)
        .WithModel("media", SmallDirectory.Media);

    [Fact]
    public void Generator_Issue_IsReportedAtItsLineAndColumn()
    {
        var log = GeneratorHarness.Run(Project.Edit("minimal.yaml", "modes:", "modez:")).Log;

        Assert.Contains(log, l => l.StartsWith("minimal.yaml(4,1): error NGPT020: unknown key 'modez'", StringComparison.Ordinal));
    }

    [Fact]
    public void Generator_Issue_HasTheSpanOfItsTokenAndALink()
    {
        var project = Project.Edit("minimal.yaml", "summary:", "sumary:");
        var diagnostic = GeneratorHarness.Run(project).Diagnostics.First(d => d.Id == "NGPT020");

        var text = project.Files.Single(f => f.Path.EndsWith("/minimal.yaml", StringComparison.Ordinal)).Text;
        Assert.Equal("sumary", text.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        Assert.Equal(LocationKind.ExternalFile, diagnostic.Location.Kind);
        Assert.EndsWith("/NGPT020.md", diagnostic.Descriptor.HelpLinkUri, StringComparison.Ordinal);
    }

    [Fact]
    public void Generator_BrokenFile_DropsOnlyItself()
    {
        var run = GeneratorHarness.Run(Project.WithModel("minimal", "id: [unclosed"));

        Assert.NotEmpty(run.Log);
        Assert.Equal(["MediaRequest.g.cs", "NanoGptModels.g.cs"], run.Sources.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(CSharpCompiler.Complaints(run));
    }

    [Fact]
    public void Generator_NoFiles_EmitsNothing()
    {
        // So it is in a project that merely references one with the package.
        var run = GeneratorHarness.Run(new TestProject());

        Assert.Empty(run.Log);
        Assert.Empty(run.Sources);
    }

    [Fact]
    public void Generator_FilesOfOtherTools_AreIgnored() =>
        Assert.Empty(GeneratorHarness.Run(Project.WithFile(new YamlFile("/other.yaml", "id: [unclosed", Origin: ""))).Log);

    [Fact]
    public void Generator_OwnModelWithABuiltInId_ReplacesTheBuiltInModel()
    {
        var own = SmallDirectory.Minimal.Replace("The least that", "My own model, the least that", StringComparison.Ordinal);

        var run = GeneratorHarness.Run(Project.WithFile(YamlFile.Own("minimal.yaml", own)));

        Assert.Empty(run.Log);
        Assert.Equal(3, run.Sources.Count);
        Assert.Contains("My own model", run["MinimalRequest.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void Descriptors_EveryRule_HaveItsTitleAndPage()
    {
        var rules = Rules().ToArray();

        Assert.Equal(rules.Length, Diagnostics.Descriptors.Count);
        Assert.All(rules, r =>
        {
            var descriptor = Diagnostics.Descriptors[r.Id];
            Assert.Equal(r.Title, descriptor.Title.ToString(System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(r.HelpLink, descriptor.HelpLinkUri);
        });
    }

    // The release tracking analyzer reads literal ids only, and ours come from the loader's registry: this test does its work.
    [Fact]
    public void Releases_EveryRule_HasARow()
    {
        var expected = Rules().OrderBy(r => r.Id, StringComparer.Ordinal).Select(r => $"{r.Id} | NanoGpt.Models | {r.Severity} | {r.Title}");

        var folder = Path.Combine(Repository.Root, "generator", "NanoGpt.Generator", "Releases");
        var rows = new[] { "AnalyzerReleases.Shipped.md", "AnalyzerReleases.Unshipped.md" }
            .SelectMany(f => File.ReadAllLines(Path.Combine(folder, f)))
            .Where(l => l.StartsWith("NGPT", StringComparison.Ordinal));
        Assert.Equal(expected, rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void GeneratorRules_EveryRule_HasAPage() => Assert.All(GeneratorRules.All, r => Assert.StartsWith(
        $"# {r.Id}: {r.Title}\n", File.ReadAllText(Path.Combine(Repository.Root, "generator", "rules", r.Id + ".md")), StringComparison.Ordinal));

    private static IEnumerable<(string Id, string Title, IssueSeverity Severity, string HelpLink)> Rules() =>
        IssueRules.All.Select(r => (r.Id, r.Title, r.DefaultSeverity, r.HelpLink))
            .Concat(GeneratorRules.All.Select(r => (r.Id, r.Title, r.Severity, r.HelpLink)));
}
