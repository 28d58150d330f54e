using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Loading;
using NanoGpt.Schema.Tests.Kit;

namespace NanoGpt.Schema.Tests.Issues;

public sealed class IssueTests
{
    public static TheoryData<string> Names => [.. IssueCases.All.Keys];

    public static TheoryData<string> Ids => [.. IssueRules.All.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Load_IssueCase_GivesItsIssuesAtTheMarkedTokens(string name) => Verify.Files(IssueCases.All[name]);

    [Theory]
    [MemberData(nameof(Ids))]
    public void IssueRules_EveryRule_IsReportedByACase(string id) =>
        Assert.Contains(IssueCases.All.Values.SelectMany(files => files), file => file.Text.Contains($"{{|{id}:", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void RulePage_EveryRule_HasAPageWithItsTitle(string id)
    {
        var rule = IssueRules.All.Single(rule => rule.Id == id);
        var page = RulePage.All().Single(page => page.Id == id);
        Assert.Equal(rule.Title, page.Title);
        Assert.Contains($"\n| Default severity | {rule.DefaultSeverity} |\n", page.Text, StringComparison.Ordinal);
        Assert.Equal(
            ["Cause", "Rule description", "How to fix violations", "When to suppress", "Example"],
            page.Text.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..]));
        Assert.EndsWith($"/schema/rules/{id}.md", rule.HelpLink, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void RulePage_BadExample_GivesItsIssueOnly(string id)
    {
        var catalog = Load.Files(Page(id).Example("bad"));
        Assert.NotEmpty(catalog.Issues);
        Assert.All(catalog.Issues, issue => Assert.True(issue.Rule.Id == id, $"{issue.Rule.Id} in {issue.Path}: {issue.Message}"));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void RulePage_GoodExample_GivesNoIssue(string id) =>
        Assert.Empty(Load.Files(Page(id).Example("good")).Issues.Select(issue => $"{issue.Rule.Id} in {issue.Path}: {issue.Message}"));

    [Fact]
    public void RulePage_EveryPage_BelongsToARule() =>
        Assert.Equal(IssueRules.All.Select(rule => rule.Id), RulePage.All().Select(page => page.Id));

    [Fact]
    public void IssueRules_Ids_AreUniqueAscendingAndWellFormed()
    {
        var ids = IssueRules.All.Select(rule => rule.Id).ToList();
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.Equal(ids.Distinct(StringComparer.Ordinal), ids);
        Assert.All(ids, id => Assert.Matches("^NGPT0[0-9]{2}$", id));
    }

    [Fact]
    public void IssueRules_EveryField_IsInTheList()
    {
        var fields = typeof(IssueRules).GetFields().Where(field => field.FieldType == typeof(IssueRule)).Select(field => field.GetValue(null));
        Assert.Equal(fields.Count(), IssueRules.All.Count);
        Assert.All(fields, field => Assert.Contains(field, IssueRules.All));
    }

    [Fact]
    public void IssueRules_Titles_AreUnique() =>
        Assert.Distinct(IssueRules.All.Select(rule => rule.Title), StringComparer.OrdinalIgnoreCase);

    [Fact]
    public void Issue_Messages_HaveAllTheirArguments()
    {
        foreach (var files in IssueCases.All.Values)
        {
            var plain = files.Select(file => file with { Text = Markup.Parse(file.Text).Text });
            Assert.All(Load.Files(plain).Issues, issue =>
            {
                Assert.DoesNotMatch(@"\{\d\}", issue.Message);
            });
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Issue_AppliedSuggestion_RemovesTheIssue(string name)
    {
        var files = IssueCases.All[name].Select(file => file with { Text = Markup.Parse(file.Text).Text }).ToList();
        foreach (var issue in Load.Files(files).Issues.Where(issue => issue.Suggestion is not null))
        {
            var repaired = files.ConvertAll(file => file.Path != issue.Path ? file
                : file with { Text = file.Text.Remove(issue.Span.Start, issue.Span.Length).Insert(issue.Span.Start, issue.Suggestion!) });
            Assert.DoesNotContain(Load.Files(repaired).Issues, after => after.Rule == issue.Rule && after.Path == issue.Path && after.Span.Start == issue.Span.Start);
        }
    }

    [Fact]
    public void Unreadable_ProviderFile_IsReported()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var rest = Sample.With("").Skip(1).Select(file => ModelDirectory.Parse(file, cancellation));
        var catalog = ModelDirectory.Build([ModelDirectory.Unreadable(Sample.ProviderFile()), .. rest], cancellation);
        Assert.Equal(["NGPT016"], catalog.Issues.Select(issue => issue.Rule.Id));
        Assert.Empty(catalog.Models);
    }

    private static RulePage Page(string id) => RulePage.All().Single(page => page.Id == id);
}
