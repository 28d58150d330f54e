using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;
using NanoGpt.Evaluation;

namespace NanoGpt.Analyzers.Rules.Media;

/// <summary>A link is longer than many services take.</summary>
internal sealed class LinkLong : MediumRule
{
    // Validate() draws the line at the same length.
    private const int Longest = 2048;

    public static readonly DiagnosticDescriptor Rule = new(
        RuleIds.LinkLong, "A link is very long", "{0}", Categories.Media, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "Many services cut or refuse long links.", helpLinkUri: RuleIds.HelpLink(RuleIds.LinkLong));

    public override DiagnosticDescriptor Descriptor => Rule;

    protected override IEnumerable<(string Message, string? Replacement)> Check(FieldModel field, string name, Fact.Media medium)
    {
        if (medium is { Factory: "FromUrl", Form: MediaForms.Url, Text: { Length: > Longest } text } && PublicLink.ProblemOf(text, field.AcceptsHttp) is null)
        {
            yield return (
                FormattableString.Invariant($"{name} is a link of {text.Length} characters: many services cut or refuse those of more than {Longest}."), null);
        }
    }
}
