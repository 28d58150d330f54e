using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers.Rules.Combinations;

/// <summary>A medium is given by its property and again among the additional fields.</summary>
internal sealed class SeveralMediaForOneRole : RequestRule
{
    public static readonly DiagnosticDescriptor Rule = new(
        RuleIds.SeveralMediaForOneRole, "Several media for one role", "{0}", Categories.Combinations, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, description: "The service takes one medium for this role; which one counts is anybody's guess.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.SeveralMediaForOneRole));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Check(RequestView request, List<RequestDiagnostic> findings)
    {
        foreach (var key in AdditionalFieldKeys.Of(request))
        {
            if (AdditionalFieldKeys.PropertyFor(request.Model, key.Token.ValueText) is { Kind: FieldKind.Media, IsList: false } field
                && request.Get(field).Presence == Presence.Set)
            {
                findings.Add(new RequestDiagnostic(
                    Descriptor, field.Name, $"{field.Name} is set and sent again as '{key.Token.ValueText}': take it out of the additional fields.", key)
                {
                    Concerns = ImmutableArray.Create(field.Name, AdditionalFieldKeys.Property),
                });
            }
        }
    }
}
