using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NanoGpt.Directories.Validation;
using NanoGpt.Schema.Issues;

namespace NanoGpt.Cli.Reports;

/// <summary>Issues as SARIF 2.1.0, with what GitHub code scanning asks for beyond the standard.</summary>
/// <remarks>
/// Paths are relative to the folder that the tool runs in, which in CI is the repository's. Nothing in the report depends on the
/// machine or the time, so that two runs over the same files give the same bytes.
/// </remarks>
internal static class SarifReport
{
    private const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";
    private const string Home = "https://github.com/nanogpt-codegen/NanoGpt.Codegen";
    private const string Root = "%SRCROOT%";

    /// <summary>The report.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="root">The folder that paths are relative to.</param>
    public static JsonObject Of(ValidationResult result, string root)
    {
        var rules = result.Issues.Select(issue => issue.Rule).Distinct().OrderBy(rule => rule.Id, StringComparer.Ordinal).ToList();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return new JsonObject
        {
            ["$schema"] = Schema,
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject
                {
                    ["driver"] = new JsonObject
                    {
                        ["name"] = "nanogpt validate",
                        ["semanticVersion"] = ToolVersion.Text,
                        ["informationUri"] = Home,
                        ["rules"] = new JsonArray([.. rules.Select(Rule)]),
                    },
                },
                ["automationDetails"] = new JsonObject { ["id"] = "nanogpt/validate/" },
                ["columnKind"] = "utf16CodeUnits",
                ["originalUriBaseIds"] = new JsonObject
                {
                    [Root] = new JsonObject { ["description"] = Text("The folder that the tool ran in.") },
                },
                ["results"] = new JsonArray([.. result.Issues.Select(issue => Result(issue, rules.IndexOf(issue.Rule)))]),
            }),
        };

        JsonObject Result(Issue issue, int index)
        {
            var text = result.Texts.GetValueOrDefault(issue.Path, "");
            var entry = new JsonObject
            {
                ["ruleId"] = issue.Rule.Id,
                ["ruleIndex"] = index,
                ["level"] = Level(issue.Severity),
                ["message"] = Text(issue.Message),
                ["locations"] = new JsonArray(new JsonObject
                {
                    ["physicalLocation"] = new JsonObject { ["artifactLocation"] = File(issue.Path, root), ["region"] = Region(issue.Span) },
                }),
                ["partialFingerprints"] = new JsonObject { ["primaryLocationLineHash"] = Fingerprint(issue, text, seen) },
            };
            if (SafeFix.Of(issue, text) is { } fix)
            {
                entry["fixes"] = new JsonArray(Fix(fix, root));
            }

            return entry;
        }
    }

    private static JsonObject Rule(IssueRule rule) => new()
    {
        ["id"] = rule.Id,
        ["name"] = string.Concat(rule.Title.Split(' ', '#', '-').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word[1..])),
        ["shortDescription"] = Text(rule.Title),
        ["fullDescription"] = Text(RuleHelp.Summary(rule.Id)),
        ["help"] = new JsonObject { ["text"] = RuleHelp.Plain(rule.Id), ["markdown"] = RuleHelp.Markdown(rule.Id) },
        ["helpUri"] = rule.HelpLink,
        ["defaultConfiguration"] = new JsonObject { ["level"] = Level(rule.DefaultSeverity) },
        ["properties"] = new JsonObject
        {
            ["tags"] = new JsonArray("correctness", "yaml"),
            ["precision"] = "very-high",
            ["problem.severity"] = rule.DefaultSeverity switch
            {
                IssueSeverity.Error => "error",
                IssueSeverity.Warning => "warning",
                _ => "recommendation",
            },
        },
    };

    private static JsonObject Fix(SafeFix fix, string root) => new()
    {
        ["description"] = Text($"Write {fix.Edit.NewText}"),
        ["artifactChanges"] = new JsonArray(new JsonObject
        {
            ["artifactLocation"] = File(fix.Issue.Path, root),
            ["replacements"] = new JsonArray(new JsonObject
            {
                ["deletedRegion"] = Region(fix.Issue.Span),
                ["insertedContent"] = Text(fix.Edit.NewText),
            }),
        }),
    };

    private static JsonObject File(string path, string root)
    {
        var full = Path.GetFullPath(path, root);
        var inside = Path.GetRelativePath(root, full).Replace('\\', '/');
        return Path.IsPathRooted(inside) || inside.Split('/')[0] == ".."
            ? new JsonObject { ["uri"] = new Uri(full).AbsoluteUri }
            : new JsonObject { ["uri"] = string.Join('/', inside.Split('/').Select(Uri.EscapeDataString)), ["uriBaseId"] = Root };
    }

    // Lines and columns count from 1, and the end is the place after the last character, as it is in a span.
    private static JsonObject Region(SourceSpan span) => new()
    {
        ["startLine"] = span.Line + 1,
        ["startColumn"] = span.Column + 1,
        ["endLine"] = span.EndLine + 1,
        ["endColumn"] = span.EndColumn + 1,
    };

    // What stays the same when lines are added above: the rule and the line's own text; a number tells equal lines apart.
    private static string Fingerprint(Issue issue, string text, Dictionary<string, int> seen)
    {
        var start = issue.Span.Start == 0 ? 0 : text.LastIndexOf('\n', issue.Span.Start - 1) + 1;
        var end = text.IndexOf('\n', issue.Span.Start);
        var line = text[start..(end < 0 ? text.Length : end)].Trim();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{issue.Rule.Id}\n{line}")))[..16];
        var key = $"{issue.Path}\n{hash}";
        seen[key] = seen.GetValueOrDefault(key) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{hash}:{seen[key]}");
    }

    private static string Level(IssueSeverity severity) => severity switch
    {
        IssueSeverity.Error => "error",
        IssueSeverity.Warning => "warning",
        _ => "note",
    };

    private static JsonObject Text(string text) => new() { ["text"] = text };
}
