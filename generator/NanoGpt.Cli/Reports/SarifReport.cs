using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using NanoGpt.Cli.Rules;
using NanoGpt.Directories.Validation;
using NanoGpt.Schema.Issues;

namespace NanoGpt.Cli.Reports;

/// <summary>Formats issues as SARIF 2.1.0 with the properties that GitHub code scanning requires.</summary>
/// <remarks>
/// Paths are relative to the working folder, which in CI is the root of the repository. The report does not depend on the machine
/// or the time, so equal input gives equal bytes.
/// </remarks>
internal static class SarifReport
{
    private const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";
    private const string Home = "https://github.com/nanogpt-codegen/NanoGpt.Codegen";
    private const string Root = "%SRCROOT%";

    public static JsonObject Create(ValidationResult result, string root)
    {
        var rules = result.Issues.Select(issue => issue.Rule).Distinct().OrderBy(rule => rule.Id, StringComparer.Ordinal)
            .ToList();
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
                    ["physicalLocation"] = new JsonObject
                    {
                        ["artifactLocation"] = File(issue.Path, root),
                        ["region"] = Region(issue.Span),
                    },
                }),
                ["partialFingerprints"] = new JsonObject { ["primaryLocationLineHash"] = Fingerprint(issue, text, seen) },
            };
            if (SafeFix.Find(issue, text) is { } fix)
            {
                entry["fixes"] = new JsonArray(Fix(fix, root));
            }

            return entry;
        }
    }

    private static JsonObject Rule(IssueRule rule) => new()
    {
        ["id"] = rule.Id,
        ["name"] = string.Concat(
            rule.Title.Split(' ', '#', '-').Where(word => word.Length > 0)
                .Select(word => char.ToUpperInvariant(word[0]) + word[1..])),
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

    // SARIF is one-based, and the end is the position after the last character.
    private static JsonObject Region(SourceSpan span) => new()
    {
        ["startLine"] = span.Line + 1,
        ["startColumn"] = span.Column + 1,
        ["endLine"] = span.EndLine + 1,
        ["endColumn"] = span.EndColumn + 1,
    };

    // The hash is stable when lines are added above; a number distinguishes equal lines.
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

/// <summary>Converts the pages of the rules for reports.</summary>
internal static partial class RuleHelp
{
    public static string Markdown(string id)
    {
        var page = RulePages.Find(id) ?? throw new InvalidOperationException($"{id} has no page.");
        return Fence().Replace(page.ReplaceLineEndings("\n"), "```$1");
    }

    public static string Plain(string id) => Marks().Replace(Markdown(id), "").Trim();

    public static string Summary(string id) =>
        Plain(id).Split("\n\n").SkipWhile(static paragraph => paragraph != "Cause").ElementAt(1).ReplaceLineEndings(" ");

    // The words after the language of a code block are for the tests.
    [GeneratedRegex("^```(\\w+)[^\n]*$", RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex("^(```\\w*|#+ )\n?|`", RegexOptions.Multiline)]
    private static partial Regex Marks();
}
