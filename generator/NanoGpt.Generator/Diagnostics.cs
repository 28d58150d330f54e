using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using NanoGpt.Schema.Issues;

namespace NanoGpt.Generator;

/// <summary>What is wrong with the files.</summary>
internal sealed record FileIssues(EquatableArray<Issue> Items);

/// <summary>What is wrong with the project's properties.</summary>
internal sealed record ProjectIssues(EquatableArray<ProjectIssue> Items);

/// <summary>Says the loader's issues in the compiler's words.</summary>
internal static class Diagnostics
{
    private const string Category = "NanoGpt.Models";

    /// <summary>One descriptor a rule, made once: the rules are a closed set.</summary>
    public static IReadOnlyDictionary<string, DiagnosticDescriptor> Descriptors { get; } =
        IssueRules.All.Select(r => Describe(r.Id, r.Title, r.DefaultSeverity, r.HelpLink))
            .Concat(GeneratorRules.All.Select(r => Describe(r.Id, r.Title, r.Severity, r.HelpLink)))
            .ToDictionary(d => d.Id, StringComparer.Ordinal);

    /// <summary>Reports issues at their places in the files.</summary>
    public static void Report(this FileIssues found, SourceProductionContext output)
    {
        foreach (var issue in found.Items)
        {
            var span = issue.Span;
            var lines = new LinePositionSpan(new LinePosition(span.Line, span.Column), new LinePosition(span.EndLine, span.EndColumn));
            var location = Location.Create(issue.Path, new TextSpan(span.Start, span.Length), lines);
            output.ReportDiagnostic(Of(issue.Rule.Id, issue.Severity, location, issue.Message));
        }
    }

    /// <summary>Reports issues that have no place.</summary>
    public static void Report(this ProjectIssues found, SourceProductionContext output)
    {
        foreach (var issue in found.Items)
        {
            output.ReportDiagnostic(Of(issue.Rule.Id, issue.Rule.Severity, Location.None, issue.Message));
        }
    }

    private static Diagnostic Of(string id, IssueSeverity severity, Location location, string message) =>
        Diagnostic.Create(Descriptors[id], location, SeverityOf(severity), null, null, message);

    // The loader has filled the places of its message already, so the compiler's format is the message.
    private static DiagnosticDescriptor Describe(string id, string title, IssueSeverity severity, string helpLink) =>
        new(id, title, "{0}", Category, SeverityOf(severity), isEnabledByDefault: true, helpLinkUri: helpLink);

    private static DiagnosticSeverity SeverityOf(IssueSeverity severity) => severity switch
    {
        IssueSeverity.Error => DiagnosticSeverity.Error,
        IssueSeverity.Warning => DiagnosticSeverity.Warning,
        _ => DiagnosticSeverity.Info,
    };
}
