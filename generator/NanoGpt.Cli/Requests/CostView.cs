using System.Globalization;
using NanoGpt.Cli.Output;

namespace NanoGpt.Cli.Requests;

/// <summary>What a request will cost, in words.</summary>
internal static class CostView
{
    /// <summary>One line; an unknown price says what is known of the model's rates.</summary>
    public static string Line(PreparedRequest request)
    {
        var pricing = request.Model.Pricing;
        return request.Price is { } price
            ? string.Create(CultureInfo.InvariantCulture, $"{price:0.######} {pricing!.Currency} by the prices of {pricing.AsOf}")
            : pricing is null || pricing.Rates.IsEmpty
                ? "unknown: no price is recorded"
                : $"unknown: the recorded prices, {PriceView.Brief(pricing)}, do not cover this request";
    }
}
