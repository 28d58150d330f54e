namespace NanoGpt.Directories.Wording;

/// <summary>Describes prices for people.</summary>
public static class PriceView
{
    /// <summary>The explanation of a price for which <see cref="IsQuoted"/> returns true.</summary>
    public const string QuoteHint =
        "VeniceClient.QuoteAsync returns the price of a request free of charge";

    /// <summary>
    /// Returns whether a model has no recorded price but its provider quotes the price of a request free of charge.
    /// </summary>
    /// <param name="model">The model.</param>
    public static bool IsQuoted(ModelInfo model) =>
        model?.Provider == ProviderIds.Venice && model.Price is not { Rates.IsEmpty: false };

    /// <summary>Returns the range of all rates; <c>quoted</c> or <c>unknown</c> if there is none.</summary>
    /// <param name="model">The model.</param>
    public static string Summarize(ModelInfo model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Price is not { Rates.IsEmpty: false } pricing)
        {
            return IsQuoted(model) ? "quoted" : "unknown";
        }

        // A rate without a price per video must not look like a free video.
        var bySecond = pricing.Rates.ToLookup(rate => rate.PerVideo == 0 && rate.PerSecond != 0);
        string?[] ranges =
        [
            Range(bySecond[false].Select(rate => rate.PerVideo), "video"),
            Range(bySecond[true].Select(rate => rate.PerSecond), "second"),
        ];
        return string.Join(" or ", ranges.OfType<string>());

        string? Range(IEnumerable<decimal> amounts, string unit)
        {
            if (amounts.Order().ToList() is not [var low, ..] sorted)
            {
                return null;
            }

            var to = low == sorted[^1] ? "" : $" to {Messages.Amount(sorted[^1])}";
            return $"{Messages.Amount(low)}{to} {pricing.Currency} a {unit}";
        }
    }

    /// <summary>Returns the description of a rate.</summary>
    /// <param name="rate">The rate.</param>
    /// <param name="currency">The ISO 4217 currency code.</param>
    public static string Rate(RateInfo rate, string currency)
    {
        ArgumentNullException.ThrowIfNull(rate);
        var parts = new List<string>();
        if (rate.PerVideo != 0 || rate.PerSecond == 0)
        {
            parts.Add($"{Messages.Amount(rate.PerVideo)} {currency} a video");
        }

        if (rate.PerSecond != 0)
        {
            parts.Add(
                $"{Messages.Amount(rate.PerSecond)} {currency} a "
                    + $"second{(rate.FreeSeconds == 0 ? "" : $" after {Messages.Amount(rate.FreeSeconds)} s")}");
        }

        var price = string.Join(" and ", parts);
        return rate.When.IsEmpty ? price : $"{ConditionText.Join(rate.When)}: {price}";
    }
}
