using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;
using NanoGpt.Evaluation;

namespace NanoGpt.Analyzers.Rules;

/// <summary>Reports fields that affect the price and are not set, with the range of possible prices.</summary>
internal static class PriceRule
{
    public static void Check(RequestView request, List<RequestDiagnostic> found)
    {
        var unset = request.Model.CostDrivers.Where(field => request.Get(field).Presence == Presence.Unset).ToList();
        if (unset.Count > 0)
        {
            var names = string.Join(", ", unset.Select(Describe));
            found.Add(new RequestDiagnostic(
                RequestDescriptors.Get(RuleIds.CostDriverUnset), "",
                $"The price depends on {names}, which {(unset.Count == 1 ? "is" : "are")} not set: the service decides.", null)
            {
                PropertyNames = unset.Select(static field => field.Name).ToImmutableArray(),
                Supplement = DescribeRange,
            }.WithFix(FixKeys.Choose, unset.Select(static field =>
                FindInitial(field) is { } value && field.GetExpression(value) is { } text ? $"{field.Name}={text}" : null)));
        }
    }

    // The default is what the service uses anyway.
    private static Scalar? FindInitial(FieldModel field) =>
        field.Info.Default
        ?? (field.Info.Values is { IsEmpty: false } values ? FieldDomain.ScalarOf(field.Info, values[0])
            : field.Info.Type == FieldType.Boolean ? Scalar.Of(false)
            : field.Info.Min is { } min ? Scalar.Of(min)
            : null);

    private static string Describe(FieldModel field) => field.Info.Default is { } value
        ? $"{field.Name} ({Messages.ValueOf(field.Info, value, FieldNaming.Property)} by default)"
        : field.Name;

    // Returns a sentence with a leading space, or an empty string if the price is unknown or the same in all cases.
    private static string DescribeRange(RequestObject request)
    {
        var view = new RequestView(request);
        return request.Model.Info.Price is { } price
            && request.Model.Evaluator.EstimatePrice(view.PriceValues) is { Minimum: { } min, Maximum: { } max }
                && min != max
            ? $" It may cost {Messages.Amount(min)} to {Messages.Amount(max)} {price.Currency} (prices of {price.AsOf})."
            : "";
    }
}
