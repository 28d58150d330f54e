using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers.Rules.Money;

/// <summary>What drives the price is left to the service.</summary>
internal sealed class CostDriverUnset : RequestRule
{
    public static readonly DiagnosticDescriptor Rule = new(
        RuleIds.CostDriverUnset, "A property that drives the price is not set", "{0}", Categories.Money, DiagnosticSeverity.Info,
        isEnabledByDefault: true, description: "The service decides, and may choose the dear value.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.CostDriverUnset));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Check(RequestView request, List<RequestDiagnostic> findings)
    {
        List<FieldModel>? unset = null;
        foreach (var field in request.Model.CostDrivers)
        {
            if (request.Get(field).Presence == Presence.Unset)
            {
                (unset ??= []).Add(field);
            }
        }

        if (unset is not null)
        {
            var names = string.Join(", ", unset.Select(Describe));
            findings.Add(new RequestDiagnostic(
                Descriptor, "", $"The price depends on {names}, which {(unset.Count == 1 ? "is" : "are")} not set: the service decides.", null)
            {
                Concerns = unset.Select(static field => field.Name).ToImmutableArray(),
                Supplement = PriceRange.Describe,
            });
        }
    }

    private static string Describe(FieldModel field) =>
        field.Default is { } value ? $"{field.Name} ({Words.Of(field, value)} by default)" : field.Name;
}
