namespace NanoGpt.Requests;

/// <summary>Estimates the cost of a request from recorded prices.</summary>
internal static class CostEstimator
{
    public static CostEstimate Estimate(VideoRequest request)
    {
        if (request.Model.Price is not { } price
            || request.TypeInfo.Evaluator.EstimatePrice(new ValueCollector().Collect(request)) is not { } range)
        {
            return new CostEstimate { Note = $"No price of {request.Model.Id} is recorded." };
        }

        var asOf = DateOnly.ParseExact(price.AsOf, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (range.Minimum is null)
        {
            var reason = !range.DependsOn.IsEmpty ? $"Set {Names(range.DependsOn)} for an estimate."
                : range.IsDurationUnknown ? "The video duration is unknown."
                : "No recorded price matches the request.";
            return new CostEstimate { Currency = price.Currency, AsOf = asOf, Note = Join(price.Note, reason) };
        }

        var isExact = range.Minimum == range.Maximum;
        return new CostEstimate
        {
            Certainty = isExact ? CostCertainty.Exact : CostCertainty.Between,
            Minimum = range.Minimum,
            Maximum = range.Maximum,
            Currency = price.Currency,
            AsOf = asOf,
            Note = Join(price.Note, isExact || range.DependsOn.IsEmpty ? null : DependsOn(range.DependsOn)),
        };
    }

    private static string DependsOn(EquatableArray<FieldInfo> fields) =>
        $"Depends on {Names(fields)}, which {(fields.Count == 1 ? "is" : "are")} not set.";

    private static string Names(EquatableArray<FieldInfo> fields) =>
        string.Join(" and ", fields.Select(static field => field.Property));

    private static string? Join(string? first, string? second) =>
        first is null ? second : second is null ? first : $"{first} {second}";
}
