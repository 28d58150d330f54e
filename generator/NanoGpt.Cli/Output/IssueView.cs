using System.Text.Json.Nodes;
using NanoGpt.Schema.Issues;

namespace NanoGpt.Cli.Output;

/// <summary>Issues as lines and as JSON. Positions count from 1 in both.</summary>
internal static class IssueView
{
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

    private static string Severity(Issue issue) => issue.Severity switch
    {
        IssueSeverity.Error => "error",
        IssueSeverity.Warning => "warning",
        _ => "info",
    };
}
