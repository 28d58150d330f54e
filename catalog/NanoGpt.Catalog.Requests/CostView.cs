using NanoGpt.Directories.Wording;

namespace NanoGpt.Catalogs.Requests;

/// <summary>Describes the estimated cost of a request.</summary>
public static class CostView
{
    /// <summary>Returns the price, or the reason why it is unknown.</summary>
    /// <param name="request">The request.</param>
    public static string Line(PreparedRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var pricing = request.Model.Price;
        var range = request.Price;
        if (range is { Minimum: { } minimum, Maximum: { } maximum, DependsOn: var open })
        {
            var isExact = minimum == maximum;
            var from = isExact ? "" : $"{Messages.Amount(minimum)} to ";
            var advice = isExact ? "" : $": set {Names(open)} for an exact price";
            return $"{from}{Messages.Amount(maximum)} {pricing!.Currency} by the prices of {pricing.AsOf}{advice}";
        }

        if (PriceView.IsQuoted(request.Model))
        {
            return $"unknown: {PriceView.QuoteHint}";
        }

        return pricing is null || pricing.Rates.IsEmpty ? "unknown: no price is recorded"
            : range is { DependsOn: { IsEmpty: false } unset } ? $"unknown: set {Names(unset)} for an estimate"
            : $"unknown: the recorded prices, {PriceView.Summarize(request.Model)}, do not cover this request";
    }

    private static string Names(EquatableArray<FieldInfo> fields) =>
        string.Join(" and ", fields.Select(static field => field.Wire.Name));
}
