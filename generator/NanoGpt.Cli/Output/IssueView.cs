using NanoGpt.Directories.Validation;
using NanoGpt.Schema.Issues;

namespace NanoGpt.Cli.Output;

/// <summary>Formats issues as lines and as JSON. Lines and columns are one-based.</summary>
internal static class IssueView
{
    /// <summary>Returns the catalog; writes its errors and returns null if there are any.</summary>
    public static Catalog? OrReport(this Catalog catalog, CommandHost host)
    {
        var errors = catalog.Issues.Where(issue => issue.Severity == IssueSeverity.Error).ToList();
        foreach (var issue in errors)
        {
            host.Error.WriteLine(Line(issue));
        }

        return errors.Count == 0 ? catalog : null;
    }

    public static string Line(Issue issue) => Diagnostic.Line(
        issue.Path, issue.Span.Line + 1, issue.Span.Column + 1, JsonOutput.ToLowerName(issue.Severity), issue.Rule.Id,
        issue.Message);

    public static JsonObject Json(Issue issue) => new()
    {
        ["rule"] = issue.Rule.Id,
        ["severity"] = JsonOutput.ToLowerName(issue.Severity),
        ["path"] = issue.Path,
        ["line"] = issue.Span.Line + 1,
        ["column"] = issue.Span.Column + 1,
        ["message"] = issue.Message,
        ["suggestion"] = issue.Suggestion,
        ["help"] = issue.Rule.HelpLink,
    };

    public static string Fixed(SafeFix fix) => Diagnostic.Line(
        fix.Issue.Path, fix.Issue.Span.Line + 1, fix.Issue.Span.Column + 1, "fixed", fix.Issue.Rule.Id,
        $"{fix.Old} is now {fix.Edit.NewText}");

    public static JsonObject FixedJson(SafeFix fix) => new()
    {
        ["rule"] = fix.Issue.Rule.Id,
        ["path"] = fix.Issue.Path,
        ["line"] = fix.Issue.Span.Line + 1,
        ["column"] = fix.Issue.Span.Column + 1,
        ["old"] = fix.Old,
        ["new"] = fix.Edit.NewText,
    };
}

/// <summary>Formats diagnostics in the form that editors and CI systems parse.</summary>
internal static class Diagnostic
{
    public static string Line(string path, int line, int column, string severity, string? rule, string message) => string.Create(
        CultureInfo.InvariantCulture, $"{path}({line},{column}): {severity}{(rule is null ? "" : " " + rule)}: {message}");
}
