namespace NanoGpt.Emulator.Venice;

/// <summary>
/// Calculates prices for Venice models. Venice publishes quotes but no price list. Without a price in the directory, the emulator
/// uses its own rates by second and height, or by factor for upscaling. They are not the prices of Venice.
/// </summary>
internal static class VeniceTariff
{
    private const int DefaultSeconds = 5;
    private const decimal PerUpscale = 0.10m;

    public static decimal CalculatePrice(
        ModelDefinition model, IReadOnlyDictionary<string, RequestValue> values, int? seconds, decimal referenceSeconds = 0)
    {
        if (RequestChecker.CalculatePrice(model, values) is { } price)
        {
            return price;
        }

        return values.GetValueOrDefault("upscale_factor")?.Scalar is { Number: var factor }
            ? PerUpscale * factor
            : ((seconds ?? DefaultSeconds) + referenceSeconds) * PerSecond(values.GetValueOrDefault("resolution")?.Scalar?.Text);
    }

    private static decimal PerSecond(string? resolution) => resolution?.ToLowerInvariant() switch
    {
        "256p" or "360p" or "480p" => 0.02m,
        "1080p" => 0.08m,
        "1440p" or "2k" or "2160p" or "4k" => 0.16m,
        _ => 0.04m,
    };
}
