using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using NanoGpt.Analyzers;

namespace NanoGpt.CodeFixes;

/// <summary>Puts the nearest legal value in the place of an illegal one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NearestValueFix))]
public sealed class NearestValueFix : TextFix
{
    /// <summary>The key of this repair.</summary>
    public const string Key = "NanoGpt.NearestValue";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(RuleIds.OutOfRange, RuleIds.ValueNotAllowed, RuleIds.OffStep);

    private protected override IEnumerable<Repair> Repairs(FixPlace place, CancellationToken cancellation)
    {
        // What is computed says what its author meant; only a number that is written out can be replaced by another.
        if (FlaggedValue(place) is { } value && place.Model.GetConstantValue(value, cancellation).HasValue
            && place.Diagnostic.Properties.TryGetValue(FixKeys.Replacement, out var replacement) && replacement is not null)
        {
            var expression = place.Shorten(replacement);
            yield return new Repair($"Use {expression}", Key, [new TextChange(value.Span, expression)]);
        }
    }
}
