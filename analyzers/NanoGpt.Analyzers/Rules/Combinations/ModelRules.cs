using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers.Rules.Combinations;

/// <summary>What the rules about combinations share.</summary>
internal static class ModelRules
{
    /// <summary>Where a broken rule shows: at the last property set here that it speaks of.</summary>
    public static SyntaxNode? Place(RequestView request, IEnumerable<string> properties)
    {
        SyntaxNode? place = null;
        foreach (var property in properties)
        {
            if (request.Get(property) is { Presence: Presence.Set, Syntax: { } syntax } && request.Request.Creation.Span.Contains(syntax.Span))
            {
                place ??= syntax;
            }
        }

        return place;
    }

    public static ImmutableArray<string> Properties(RuleModel rule) =>
        rule.When.Concat(rule.Require).Concat(rule.Forbid).Select(static clause => clause.Property)
            .Concat(rule.RequireAny).Concat(rule.AtMostOne).Distinct(StringComparer.Ordinal).ToImmutableArray();

    public static DiagnosticSeverity? SeverityOf(RuleModel rule) => rule.IsWarning ? DiagnosticSeverity.Warning : null;
}
