using System.Collections.Immutable;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;
using NanoGpt.Evaluation;

namespace NanoGpt.Analyzers.Rules;

/// <summary>Reports fields that affect the price and are left to the service, with the range of prices that follows.</summary>
internal static class PriceRule
{
    public static void Check(RequestView request, List<RequestDiagnostic> found)
    {
        var unset = request.Model.CostDrivers.Where(field => request.Get(field).Presence == Presence.Unset).ToList();
        if (unset.Count > 0)
        {
            var names = string.Join(", ", unset.Select(Describe));
            found.Add(new RequestDiagnostic(
                RequestDescriptors.Of(RuleIds.CostDriverUnset), "",
                $"The price depends on {names}, which {(unset.Count == 1 ? "is" : "are")} not set: the service decides.", null)
            {
                Concerns = unset.Select(static field => field.Name).ToImmutableArray(),
                Supplement = Range,
            });
        }
    }

    private static string Describe(FieldModel field) => field.Info.Default is { } value
        ? $"{field.Name} ({Messages.ValueOf(field.Info, value, FieldNaming.Property)} by default)"
        : field.Name;

    // A sentence with a space before it; empty if the price is not known, or certain.
    private static string Range(RequestObject request)
    {
        var view = new RequestView(request, ImmutableArray<Literal>.Empty);
        return request.Model.Info.Price is { } price
            && request.Model.Evaluator.EstimatePrice(view.PriceValues) is { Minimum: { } least, Maximum: { } most }
                && least != most
            ? $" It may cost {Messages.Amount(least)} to {Messages.Amount(most)} {price.Currency} (prices of {price.AsOf})."
            : "";
    }
}
