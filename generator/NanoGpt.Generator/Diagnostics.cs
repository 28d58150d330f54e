using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using NanoGpt.Schema.Issues;

namespace NanoGpt.Generator;

/// <summary>Represents the issues in files.</summary>
internal sealed record FileIssues(EquatableArray<Issue> Items);

/// <summary>Represents the issues in the properties of a project.</summary>
internal sealed record ProjectIssues(EquatableArray<ProjectIssue> Items);

/// <summary>Reports issues as diagnostics.</summary>
internal static class Diagnostics
{
    private const string Category = "NanoGpt.Models";

    /// <summary>Gets the descriptors of all rules by id.</summary>
    public static IReadOnlyDictionary<string, DiagnosticDescriptor> Descriptors { get; } =
        IssueRules.All.Select(r => CreateDescriptor(r.Id, r.Title, r.DefaultSeverity, r.HelpLink))
            .Concat(GeneratorRules.All.Select(r => CreateDescriptor(r.Id, r.Title, r.Severity, r.HelpLink)))
            .ToDictionary(d => d.Id, StringComparer.Ordinal);

    public static void Report(this FileIssues found, SourceProductionContext output)
    {
        foreach (var issue in found.Items)
        {
            var span = issue.Span;
            var lines = new LinePositionSpan(new(span.Line, span.Column), new(span.EndLine, span.EndColumn));
            var location = Location.Create(issue.Path, new TextSpan(span.Start, span.Length), lines);
            output.ReportDiagnostic(Create(issue.Rule.Id, issue.Severity, location, issue.Message));
        }
    }

    public static void Report(this ProjectIssues found, SourceProductionContext output)
    {
        foreach (var issue in found.Items)
        {
            output.ReportDiagnostic(Create(issue.Rule.Id, issue.Rule.Severity, Location.None, issue.Message));
        }
    }

    private static Diagnostic Create(string id, IssueSeverity severity, Location location, string message) =>
        Diagnostic.Create(Descriptors[id], location, ConvertSeverity(severity), null, null, message);

    // The messages of issues are already formatted.
    private static DiagnosticDescriptor CreateDescriptor(string id, string title, IssueSeverity severity, string helpLink) =>
        new(id, title, "{0}", Category, ConvertSeverity(severity), isEnabledByDefault: true, helpLinkUri: helpLink);

    private static DiagnosticSeverity ConvertSeverity(IssueSeverity severity) => severity switch
    {
        IssueSeverity.Error => DiagnosticSeverity.Error,
        IssueSeverity.Warning => DiagnosticSeverity.Warning,
        _ => DiagnosticSeverity.Info,
    };
}
