using System.Text.Json;
using System.Text.Json.Nodes;

namespace NanoGpt.Cli.Tests.Kit;

/// <summary>
/// What SARIF 2.1.0 demands of the parts that the tool writes (required properties, allowed words, minima, no property that the
/// standard does not know), and what code scanning demands beyond it.
/// </summary>
internal static class SarifShape
{
    private static readonly string[] Levels = ["none", "note", "warning", "error"];
    private static readonly string[] Severities = ["error", "warning", "recommendation"];
    private static readonly string[] Precisions = ["very-high", "high", "medium", "low"];

    public static void Check(JsonObject log)
    {
        Only(log, "$schema", "version", "runs");
        Assert.Equal("2.1.0", Text(log, "version"));
        Assert.All(Array(log, "runs"), run => CheckRun(run!.AsObject()));
    }

    private static void CheckRun(JsonObject run)
    {
        Only(run, "tool", "automationDetails", "columnKind", "originalUriBaseIds", "results");
        Assert.Equal("utf16CodeUnits", Text(run, "columnKind"));
        Assert.NotEmpty(Text(run["automationDetails"]!.AsObject(), "id"));
        var driver = run["tool"]!["driver"]!.AsObject();
        Only(driver, "name", "semanticVersion", "informationUri", "rules");
        Assert.NotEmpty(Text(driver, "name"));
        Assert.True(Uri.IsWellFormedUriString(Text(driver, "informationUri"), UriKind.Absolute));
        var rules = Array(driver, "rules");
        Assert.All(rules, rule => CheckRule(rule!.AsObject()));
        Assert.Distinct(rules.Select(rule => Text(rule!.AsObject(), "id")));
        var bases = run["originalUriBaseIds"]!.AsObject().Select(pair => pair.Key).ToList();
        Assert.All(Array(run, "results"), result => CheckResult(result!.AsObject(), rules, bases));
    }

    private static void CheckRule(JsonObject rule)
    {
        Only(rule, "id", "name", "shortDescription", "fullDescription", "help", "helpUri", "defaultConfiguration", "properties");
        Assert.Matches("^NGPT[0-9]{3}$", Text(rule, "id"));
        Assert.Matches("^[A-Za-z0-9]{1,255}$", Text(rule, "name"));
        Assert.InRange(Text(rule["shortDescription"]!.AsObject(), "text").Length, 1, 1024);
        Assert.InRange(Text(rule["fullDescription"]!.AsObject(), "text").Length, 1, 1024);
        Assert.NotEmpty(Text(rule["help"]!.AsObject(), "text"));
        Assert.NotEmpty(Text(rule["help"]!.AsObject(), "markdown"));
        Assert.True(Uri.IsWellFormedUriString(Text(rule, "helpUri"), UriKind.Absolute));
        Assert.Contains(Text(rule["defaultConfiguration"]!.AsObject(), "level"), Levels);
        Assert.Contains(Text(rule["properties"]!.AsObject(), "problem.severity"), Severities);
        Assert.Contains(Text(rule["properties"]!.AsObject(), "precision"), Precisions);
    }

    private static void CheckResult(JsonObject result, JsonArray rules, List<string> bases)
    {
        Only(result, "ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints", "fixes");
        Assert.Equal(Text(result, "ruleId"), Text(rules[Number(result, "ruleIndex")]!.AsObject(), "id"));
        Assert.Contains(Text(result, "level"), Levels);
        Assert.NotEmpty(Text(result["message"]!.AsObject(), "text"));
        Assert.NotEmpty(Text(result["partialFingerprints"]!.AsObject(), "primaryLocationLineHash"));
        var location = Assert.Single(Array(result, "locations"))!["physicalLocation"]!.AsObject();
        Only(location, "artifactLocation", "region");
        CheckArtifact(location["artifactLocation"]!.AsObject(), bases);
        CheckRegion(location["region"]!.AsObject());
        foreach (var change in (result["fixes"]?.AsArray() ?? []).SelectMany(fix => Array(fix!.AsObject(), "artifactChanges")))
        {
            Only(change!.AsObject(), "artifactLocation", "replacements");
            CheckArtifact(change["artifactLocation"]!.AsObject(), bases);
            Assert.NotEmpty(Array(change.AsObject(), "replacements"));
            Assert.All(Array(change.AsObject(), "replacements"), replacement =>
            {
                Only(replacement!.AsObject(), "deletedRegion", "insertedContent");
                CheckRegion(replacement["deletedRegion"]!.AsObject());
                Text(replacement["insertedContent"]!.AsObject(), "text");
            });
        }
    }

    private static void CheckArtifact(JsonObject artifact, List<string> bases)
    {
        Only(artifact, "uri", "uriBaseId");
        var uri = Text(artifact, "uri");
        Assert.True(Uri.IsWellFormedUriString(uri, UriKind.RelativeOrAbsolute), uri);
        if (artifact["uriBaseId"] is { } baseId)
        {
            Assert.Contains(baseId.GetValue<string>(), bases);
            Assert.True(Uri.IsWellFormedUriString(uri, UriKind.Relative), uri);
            Assert.DoesNotContain("..", uri.Split('/'));
        }
        else
        {
            Assert.StartsWith("file:///", uri, StringComparison.Ordinal);
        }
    }

    private static void CheckRegion(JsonObject region)
    {
        Only(region, "startLine", "startColumn", "endLine", "endColumn");
        Assert.True(Number(region, "startLine") >= 1 && Number(region, "startColumn") >= 1 && Number(region, "endColumn") >= 1);
        Assert.True(Number(region, "endLine") > Number(region, "startLine")
            || (Number(region, "endLine") == Number(region, "startLine") && Number(region, "endColumn") >= Number(region, "startColumn")));
    }

    private static void Only(JsonObject map, params string[] known) => Assert.Empty(map.Select(pair => pair.Key).Except(known));

    private static JsonArray Array(JsonObject map, string key) => map[key]!.AsArray();

    private static string Text(JsonObject map, string key)
    {
        Assert.Equal(JsonValueKind.String, map[key]!.GetValueKind());
        return map[key]!.GetValue<string>();
    }

    private static int Number(JsonObject map, string key) => map[key]!.GetValue<int>();
}
