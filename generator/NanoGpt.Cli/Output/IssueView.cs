using System.Text.Json.Nodes;
using NanoGpt.Directories.Validation;
using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Cli.Output;

/// <summary>Issues as lines and as JSON. Positions count from 1 in both.</summary>
internal static class IssueView
{
    /// <summary>Returns the catalog, or null if it has errors, which the error writer is told.</summary>
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
        issue.Path, issue.Span.Line + 1, issue.Span.Column + 1, Severity(issue), issue.Rule.Id, issue.Message);

    public static JsonObject Json(Issue issue) => new()
    {
        ["rule"] = issue.Rule.Id,
        ["severity"] = Severity(issue),
        ["path"] = issue.Path,
        ["line"] = issue.Span.Line + 1,
        ["column"] = issue.Span.Column + 1,
        ["message"] = issue.Message,
        ["suggestion"] = issue.Suggestion,
        ["help"] = issue.Rule.HelpLink,
    };

    /// <summary>What was repaired, where the text was before.</summary>
    public static string Fixed(SafeFix fix) => Diagnostic.Line(
        fix.Issue.Path, fix.Issue.Span.Line + 1, fix.Issue.Span.Column + 1, "fixed", fix.Issue.Rule.Id, $"{fix.Old} is now {fix.Edit.NewText}");

    public static JsonObject FixedJson(SafeFix fix) => new()
    {
        ["rule"] = fix.Issue.Rule.Id,
        ["path"] = fix.Issue.Path,
        ["line"] = fix.Issue.Span.Line + 1,
        ["column"] = fix.Issue.Span.Column + 1,
        ["old"] = fix.Old,
        ["new"] = fix.Edit.NewText,
    };

    private static string Severity(Issue issue) => issue.Severity switch
    {
        IssueSeverity.Error => "error",
        IssueSeverity.Warning => "warning",
        _ => "info",
    };
}
