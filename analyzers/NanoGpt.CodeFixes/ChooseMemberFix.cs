using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using NanoGpt.Analyzers;

namespace NanoGpt.CodeFixes;

/// <summary>Sets one of the properties of which one is needed, for its author to finish.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ChooseMemberFix))]
public sealed class ChooseMemberFix : TextFix
{
    /// <summary>What the key of choosing a property begins with; the property follows.</summary>
    public const string Key = "NanoGpt.Choose.";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.NoneOfGroup);

    private protected override IEnumerable<Repair> Repairs(FixPlace place, CancellationToken cancellation)
    {
        if (place.Creation is not { } creation)
        {
            yield break;
        }

        foreach (var (name, expression) in Entries(place.Diagnostic, FixKeys.Choose))
        {
            yield return new Repair(
                $"Set {name}", Key + name, InitializerEdit.Set(creation, place.Text, [(name, place.Shorten(expression))]));
        }
    }
}
