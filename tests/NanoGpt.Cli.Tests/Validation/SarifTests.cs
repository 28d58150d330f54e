using System.Text.Json.Nodes;
using NanoGpt.Cli.Reports;
using NanoGpt.Cli.Tests.Kit;
using NanoGpt.Directories.Validation;
using NanoGpt.Schema.Issues;

namespace NanoGpt.Cli.Tests.Validation;

public class SarifTests
{
    private const string Broken = "id: broken\ntitle: Broken\nsumary: Typo.\nmodes: [text-to-video]\ninputs:\n  prompt:\n  nothing:\n  nought:\nsources: [a]";

    [Fact]
    public async Task Sarif_BrokenDirectory_HasTheShapeOfTheStandard()
    {
        using var directory = new SmallDirectory();
        directory.Write("models/broken.yaml", Broken);
        var run = await Run.Of("validate", directory.Path, "--sarif");
        Assert.Equal(ExitCode.Invalid, run.Code);
        SarifShape.Check(run.Json);
        Assert.Equal(4, Results(run.Json).Count);
    }

    [Fact]
    public async Task Sarif_ValidDirectory_HasNoResults()
    {
        using var directory = new SmallDirectory();
        var run = await Run.Of("validate", directory.Path, "--sarif");
        Assert.Equal(ExitCode.Ok, run.Code);
        SarifShape.Check(run.Json);
        Assert.Empty(Results(run.Json));
    }

    [Fact]
    public void Sarif_EveryRule_HasItsPageAsHelp()
    {
        var place = new SourceSpan(0, 0, 0, 0, 0, 0);
        var issues = IssueRules.All.Select(rule => new Issue(rule, rule.DefaultSeverity, "a b/#.yaml", place, "m")).ToList();
        var report = SarifReport.Create(new ValidationResult(0, issues, [], new Dictionary<string, string>()), "/checkout");
        SarifShape.Check(report);
        Assert.All(report["runs"]![0]!["tool"]!["driver"]!["rules"]!.AsArray(), rule =>
        {
            Assert.StartsWith($"# {rule!["id"]}: ", rule["help"]!["markdown"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.DoesNotContain("```yaml bad", rule["help"]!["markdown"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.DoesNotContain("`", rule["help"]!["text"]!.GetValue<string>(), StringComparison.Ordinal);
        });
        Assert.Equal("a%20b/%23.yaml", Location(Results(report)[0]!)["artifactLocation"]!["uri"]!.GetValue<string>());
    }

    [Fact]
    public void Sarif_Issue_HasItsRegionAndFix()
    {
        var place = new SourceSpan(10, 4, 2, 3, 2, 7);
        var issue = new Issue(IssueRules.UnknownKey, IssueSeverity.Error, "/checkout/m/x.yaml", place, "m", "title");
        var report = SarifReport.Create(
            new ValidationResult(0, [issue], [], new Dictionary<string, string> { ["/checkout/m/x.yaml"] = "id: x\n\n   'tit': T" }), "/checkout");
        SarifShape.Check(report);
        var result = Results(report)[0]!;
        Assert.Equal("""{"startLine":3,"startColumn":4,"endLine":3,"endColumn":8}""", Location(result)["region"]!.ToJsonString());
        Assert.Equal("m/x.yaml", Location(result)["artifactLocation"]!["uri"]!.GetValue<string>());
        Assert.Equal("%SRCROOT%", Location(result)["artifactLocation"]!["uriBaseId"]!.GetValue<string>());
        var replacement = result["fixes"]![0]!["artifactChanges"]![0]!["replacements"]![0]!;
        Assert.Equal("'title'", replacement["insertedContent"]!["text"]!.GetValue<string>());
    }

    [Fact]
    public void Sarif_PathOutsideTheRoot_IsAbsolute()
    {
        var issue = new Issue(IssueRules.UnknownKey, IssueSeverity.Error, "/other/x.yaml", default, "m");
        var report = SarifReport.Create(new ValidationResult(0, [issue], [], new Dictionary<string, string>()), "/checkout");
        var artifact = Location(Results(report)[0]!)["artifactLocation"]!;
        Assert.Equal(("file:///other/x.yaml", null), (artifact["uri"]!.GetValue<string>(), artifact["uriBaseId"]));
    }

    [Fact]
    public async Task Sarif_Fingerprints_AreStableAndDistinct()
    {
        using var directory = new SmallDirectory();
        directory.Write("models/broken.yaml", Broken);
        var before = Fingerprints((await Run.Of("validate", directory.Path, "--sarif")).Json);
        directory.Write("models/broken.yaml", "# One line more.\n" + Broken);
        Assert.Equal(before, Fingerprints((await Run.Of("validate", directory.Path, "--sarif")).Json));
        Assert.Distinct(before);
    }

    private static List<string> Fingerprints(JsonNode report) =>
        [.. Results(report).Select(result => result!["partialFingerprints"]!["primaryLocationLineHash"]!.GetValue<string>())];

    private static JsonArray Results(JsonNode report) => report["runs"]![0]!["results"]!.AsArray();

    private static JsonNode Location(JsonNode result) => result["locations"]![0]!["physicalLocation"]!;
}
