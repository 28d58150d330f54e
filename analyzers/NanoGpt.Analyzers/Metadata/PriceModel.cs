using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace NanoGpt.Analyzers.Metadata;

/// <summary>What a video costs: one <c>[Price]</c>.</summary>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="AsOf">The day on which the prices were recorded.</param>
/// <param name="Rates">In the order in which they are tried.</param>
/// <param name="Seconds">The video's length where no property says it; null if nothing does.</param>
internal sealed record PriceModel(string Currency, string AsOf, ImmutableArray<RateModel> Rates, decimal? Seconds)
{
    /// <summary>Reads the attribute; null where it is half typed.</summary>
    public static PriceModel? Read(AttributeData attribute)
    {
        if (attribute.Text(0) is not { } currency || attribute.Text(1) is not { } asOf)
        {
            return null;
        }

        var rates = ImmutableArray.CreateBuilder<RateModel>();
        foreach (var item in attribute.Items())
        {
            if (item is not string text || RateModel.Parse(text) is not { } rate)
            {
                return null;
            }

            rates.Add(rate);
        }

        var seconds = Numbers.ToDouble(attribute.Named("Seconds"));
        return new PriceModel(currency, asOf, rates.ToImmutable(), seconds is > 0 and < 1e6 ? (decimal)seconds.Value : null);
    }
}

/// <summary>One rate: <c>ProMode=true: 0.2+0.1/s-5</c>.</summary>
internal sealed record RateModel(ImmutableArray<Clause> When, decimal PerVideo, decimal PerSecond, decimal FreeSeconds)
{
    private const string Separator = ": ";

    public static RateModel? Parse(string text)
    {
        // A condition may hold the separator in quotes; a price never does.
        var split = text.LastIndexOf(Separator, StringComparison.Ordinal);
        var when = ConditionParser.Parse(split < 0 ? null : text.Substring(0, split));
        var price = split < 0 ? text : text.Substring(split + Separator.Length);
        var video = 0m;
        var second = 0m;
        var free = 0m;
        foreach (var part in price.Split('+'))
        {
            var slash = part.IndexOf("/s", StringComparison.Ordinal);
            var isRead = slash < 0
                ? TryRead(part, out video)
                : TryRead(part.Substring(0, slash), out second) && (slash + 2 == part.Length || (part[slash + 2] == '-' && TryRead(part.Substring(slash + 3), out free)));
            if (!isRead)
            {
                return null;
            }
        }

        return when.IsDefault ? null : new RateModel(when, video, second, free);
    }

    public decimal For(decimal seconds) => PerVideo + (Math.Max(0, seconds - FreeSeconds) * PerSecond);

    private static bool TryRead(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
}
