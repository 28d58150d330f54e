using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;
using NanoGpt.Analyzers.Rules.Media;

namespace NanoGpt.Analyzers.Rules.Combinations;

/// <summary>A medium is given in a form that the model does not take: a file where only a link is, for instance.</summary>
internal sealed class FormNotAccepted : ItemRule
{
    public static readonly DiagnosticDescriptor Rule = new(
        RuleIds.FormNotAccepted, "The model does not take a medium in this form", "{0}", Categories.Combinations, DiagnosticSeverity.Error,
        isEnabledByDefault: true, description: "The model takes links only, or attachments only, or the like.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.FormNotAccepted));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override bool Concerns(FieldModel field) => field is { Kind: FieldKind.Media, Accepts: not null };

    protected override void Check(FieldModel field, FieldState state, string name, Fact fact, List<RequestDiagnostic> findings)
    {
        if (fact is Fact.Media { Form: { } form } medium && (field.Accepts!.Value & form) == 0)
        {
            findings.Add(Found(field, state, name, Words.FormNotAccepted(field, name, form), Replacement(field, medium)));
        }
    }

    private static string? Replacement(FieldModel field, Fact.Media medium) =>
        (field.Accepts & MediaForms.Url) != 0 ? MediaLinks.Placeholder(medium) : null;
}
