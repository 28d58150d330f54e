using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Evaluation;

namespace NanoGpt.Analyzers.Rules.Values;

/// <summary>A required property is set to null, or to an empty text, which says as little. Leaving it out is the compiler's business.</summary>
internal sealed class RequiredMissing : RequestRule
{
    public static readonly DiagnosticDescriptor Rule = new(
        RuleIds.RequiredMissing, "A required property is null or empty", "{0}", Categories.Values, DiagnosticSeverity.Error, isEnabledByDefault: true,
        description: "The model needs this property.", helpLinkUri: RuleIds.HelpLink(RuleIds.RequiredMissing));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Check(RequestView request, List<RequestDiagnostic> findings)
    {
        foreach (var field in request.Model.Fields)
        {
            if (field.IsRequired && request.Request.Assigned.Find(field.Name) is not null
                && request.Get(field) is { Syntax: { } syntax } state
                && (state.Presence == Presence.Unset || state.Value is ""))
            {
                findings.Add(new RequestDiagnostic(Descriptor, state.Name, Words.Required(state.Name), syntax) { Concerns = ImmutableArray.Create(field.Name) });
            }
        }
    }
}
