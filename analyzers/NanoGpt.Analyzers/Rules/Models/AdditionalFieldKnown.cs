using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Evaluation;

namespace NanoGpt.Analyzers.Rules.Models;

/// <summary>A field is sent unchecked although the model declares it, or does not take it.</summary>
internal sealed class AdditionalFieldKnown : RequestRule
{
    public static readonly DiagnosticDescriptor Rule = new(
        RuleIds.AdditionalFieldKnown, "An additional field is sent unchecked", "{0}", Categories.Models, DiagnosticSeverity.Info,
        isEnabledByDefault: true, description: "Nothing knows whether the model takes it.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.AdditionalFieldKnown));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Check(RequestView request, List<RequestDiagnostic> findings)
    {
        foreach (var key in AdditionalFieldKeys.Of(request))
        {
            var name = key.Token.ValueText;
            var property = AdditionalFieldKeys.PropertyFor(request.Model, name);
            if (property is null || request.Get(property).Presence != Presence.Set)
            {
                var advice = property is null ? "" : $" Set {property.Name} instead.";
                findings.Add(new RequestDiagnostic(Descriptor, name, $"{name} is an additional field: it is sent unchecked.{advice}", key)
                {
                    Concerns = ImmutableArray.Create(AdditionalFieldKeys.Property),
                });
            }
        }
    }
}
