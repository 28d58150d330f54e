using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NanoGpt.Analyzers;

namespace NanoGpt.CodeFixes;

/// <summary>Puts the successor's id, or the one that was meant, in the place of a model's id.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ModelIdFix))]
public sealed class ModelIdFix : TextFix
{
    /// <summary>The key of this repair.</summary>
    public const string Key = "NanoGpt.ModelId";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.ModelRemoved, RuleIds.ModelUnknown);

    private protected override IEnumerable<Repair> Repairs(FixPlace place, CancellationToken cancellation)
    {
        if (place.Diagnostic.Properties.TryGetValue(FixKeys.Replacement, out var id) && id is not null
            && place.Node.DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>().FirstOrDefault() is { } literal
            && literal.Span == place.Diagnostic.Location.SourceSpan)
        {
            yield return new Repair($"Use {id}", Key, [new TextChange(literal.Span, id)]);
        }
    }
}
