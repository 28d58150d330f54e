using System.Globalization;
using NanoGpt.Definitions;
using NanoGpt.Evaluation;
using NanoGpt.Schema.Model;

namespace NanoGpt.Directories.Wording;

/// <summary>Describes prices in words.</summary>
public static class PriceView
{
    /// <summary>Tells how to learn a price that <see cref="IsQuoted"/>.</summary>
    public const string HowQuoted = "Venice publishes no prices; VeniceClient.QuoteAsync asks it for that of a request, which costs nothing";

    /// <summary>Returns whether no price is recorded, but the provider quotes that of a request, which costs nothing.</summary>
    public static bool IsQuoted(ModelDefinition model) => model?.Provider == ProviderIds.Venice && model.Price is not { Rates.IsEmpty: false };

    /// <summary>Returns the range of all rates; <c>quoted</c> or <c>unknown</c> if there is none.</summary>
    public static string Brief(ModelDefinition model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Price is not { Rates.IsEmpty: false } pricing)
        {
            return IsQuoted(model) ? "quoted" : "unknown";
        }

        // A rate by the second alone says nothing of a video's price: as one of 0 it would look like a free video.
        var bySecond = pricing.Rates.ToLookup(rate => rate.PerVideo == 0 && rate.PerSecond != 0);
        return string.Join(" or ",
            new[] { Range(bySecond[false].Select(rate => rate.PerVideo), "video"), Range(bySecond[true].Select(rate => rate.PerSecond), "second") }.OfType<string>());

        string? Range(IEnumerable<decimal> amounts, string unit) => amounts.Order().ToList() is not [var low, ..] sorted ? null
            : $"{Amount(low)}{(low == sorted[^1] ? "" : $" to {Amount(sorted[^1])}")} {pricing.Currency} a {unit}";
    }

    /// <summary>Returns a rate in words.</summary>
    public static string Rate(RateInfo rate, string currency)
    {
        ArgumentNullException.ThrowIfNull(rate);
        var parts = new List<string>();
        if (rate.PerVideo != 0 || rate.PerSecond == 0)
        {
            parts.Add($"{Amount(rate.PerVideo)} {currency} a video");
        }

        if (rate.PerSecond != 0)
        {
            parts.Add($"{Amount(rate.PerSecond)} {currency} a second{(rate.FreeSeconds == 0 ? "" : $" after {Amount(rate.FreeSeconds)} s")}");
        }

        var price = string.Join(" and ", parts);
        return rate.When.IsEmpty ? price : $"{ConditionText.Join(rate.When)}: {price}";
    }

    private static string Amount(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
