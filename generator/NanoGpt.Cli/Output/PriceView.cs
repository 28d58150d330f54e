using System.Globalization;
using NanoGpt.Schema.Model;

namespace NanoGpt.Cli.Output;

/// <summary>Prices in words.</summary>
internal static class PriceView
{
    /// <summary>The range of all rates, or that no price is known.</summary>
    public static string Brief(PricingSpec? pricing)
    {
        if (pricing is null || pricing.Rates.IsEmpty)
        {
            return "unknown";
        }

        var bySecond = pricing.Rates.All(rate => rate.PerVideo == 0);
        var amounts = pricing.Rates.Select(rate => bySecond ? rate.PerSecond : rate.PerVideo).ToList();
        var (low, high) = (amounts.Min(), amounts.Max());
        var range = low == high ? Amount(low) : $"{Amount(low)} to {Amount(high)}";
        return $"{range} {pricing.Currency} a {(bySecond ? "second" : "video")}";
    }

    /// <summary>One rate.</summary>
    public static string Rate(RateSpec rate, string currency)
    {
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
        return rate.When.IsEmpty ? price : $"{ConditionView.All(rate.When)}: {price}";
    }

    private static string Amount(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
