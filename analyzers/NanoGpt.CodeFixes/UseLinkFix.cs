using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NanoGpt.Analyzers;

namespace NanoGpt.CodeFixes;

/// <summary>Gives a medium as a link. Where the link is not known, its author has to finish it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseLinkFix))]
public sealed class UseLinkFix : TextFix
{
    /// <summary>The key of this repair.</summary>
    public const string Key = "NanoGpt.UseLink";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(RuleIds.FormNotAccepted, RuleIds.MediumTooLarge, RuleIds.FileMissing);

    private protected override IEnumerable<Repair> Repairs(FixPlace place, CancellationToken cancellation)
    {
        if (FlaggedValue(place) is InvocationExpressionSyntax value
            && place.Diagnostic.Properties.TryGetValue(FixKeys.Replacement, out var replacement) && replacement is not null)
        {
            yield return new Repair("Use a link", Key, [new TextChange(value.Span, place.Shorten(replacement))]);
        }
    }
}
