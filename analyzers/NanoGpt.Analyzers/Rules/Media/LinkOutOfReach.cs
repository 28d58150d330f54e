using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;
using NanoGpt.Evaluation;

namespace NanoGpt.Analyzers.Rules.Media;

/// <summary>The provider cannot fetch a link: no https, or a host that only this machine knows.</summary>
internal sealed class LinkOutOfReach : MediumRule
{
    public static readonly DiagnosticDescriptor Rule = new(
        RuleIds.LinkOutOfReach, "The provider cannot fetch a link", "{0}", Categories.Media, DiagnosticSeverity.Error, isEnabledByDefault: true,
        description: "Links are fetched by the provider, not by this program.", helpLinkUri: RuleIds.HelpLink(RuleIds.LinkOutOfReach));

    public override DiagnosticDescriptor Descriptor => Rule;

    protected override IEnumerable<(string Message, string? Replacement)> Check(FieldModel field, string name, Fact.Media medium)
    {
        if (medium is { Factory: "FromUrl", Form: MediaForms.Url, Text: { } text } && !string.IsNullOrWhiteSpace(text)
            && PublicLink.ProblemOf(text, field.AcceptsHttp) is { } problem)
        {
            yield return ($"{name} = {MediaLinks.Describe(text)} cannot be fetched by the provider: {problem}. Use a public https link.", null);
        }
    }
}
