using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using NanoGpt.Analyzers;

namespace NanoGpt.CodeFixes;

/// <summary>Sets the property that another one needs, or drops one of those that do not go together.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CompanionFix))]
public sealed class CompanionFix : TextFix
{
    /// <summary>The key of setting what is needed.</summary>
    public const string SetKey = "NanoGpt.SetCompanion";

    /// <summary>What the key of dropping a property begins with; the property follows.</summary>
    public const string DropKey = "NanoGpt.Drop.";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.RuleBroken, RuleIds.TwoOfExclusive);

    private protected override IEnumerable<Repair> Repairs(FixPlace place, CancellationToken cancellation)
    {
        if (place.Creation is not { } creation)
        {
            yield break;
        }

        var set = Entries(place.Diagnostic, FixKeys.Set).Select(entry => (entry.Name, Expression: place.Shorten(entry.Expression))).ToList();
        if (set.Count > 0)
        {
            var title = string.Join(" and ", set.Select(static entry => $"{entry.Name} = {entry.Expression}"));
            yield return new Repair($"Set {title}", SetKey, InitializerEdit.Set(creation, place.Text, set));
        }

        foreach (var (name, _) in Entries(place.Diagnostic, FixKeys.Drop))
        {
            yield return new Repair($"Drop {name}", DropKey + name, InitializerEdit.Drop(creation, place.Text, name));
        }
    }
}
