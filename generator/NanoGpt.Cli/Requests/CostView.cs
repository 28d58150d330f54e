using System.Globalization;
using NanoGpt.Directories.Wording;

namespace NanoGpt.Cli.Requests;

/// <summary>What a request will cost, in words.</summary>
internal static class CostView
{
    /// <summary>One line; an unknown price says what is known of the model's rates, or whom to ask.</summary>
    public static string Line(PreparedRequest request)
    {
        var pricing = request.Model.Price;
        if (request.Price is { } price)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{price:0.######} {pricing!.Currency} by the prices of {pricing.AsOf}");
        }

        if (PriceView.IsQuoted(request.Model))
        {
            return $"unknown: {PriceView.HowQuoted}";
        }

        return pricing is null || pricing.Rates.IsEmpty
            ? "unknown: no price is recorded"
            : $"unknown: the recorded prices, {PriceView.Brief(request.Model)}, do not cover this request";
    }
}
