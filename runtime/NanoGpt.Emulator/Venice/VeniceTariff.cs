using NanoGpt.Evaluation;
using NanoGpt.Schema.Model;

namespace NanoGpt.Emulator.Venice;

/// <summary>
/// What the emulator asks for Venice's models. Venice publishes no prices, only quotes; where the directory has none either, this is the
/// emulator's own tariff, which says nothing about Venice's: by second and height, or by factor for upscaling.
/// </summary>
internal static class VeniceTariff
{
    private const int AssumedSeconds = 5;
    private const decimal PerUpscale = 0.10m;

    public static decimal PriceOf(ModelDefinition model, IReadOnlyDictionary<string, RequestValue> values, int? seconds, decimal referenceSeconds = 0) =>
        RequestChecker.CalculatePrice(model, values)
        ?? (values.TryGetValue("upscale_factor", out var factor) && factor.Scalar is { Number: var times }
            ? PerUpscale * times
            : ((seconds ?? AssumedSeconds) + referenceSeconds) * PerSecond(values.TryGetValue("resolution", out var resolution) ? resolution.Scalar?.Text : null));

    private static decimal PerSecond(string? resolution) => resolution?.ToLowerInvariant() switch
    {
        "256p" or "360p" or "480p" => 0.02m,
        "1080p" => 0.08m,
        "1440p" or "2k" or "2160p" or "4k" => 0.16m,
        _ => 0.04m,
    };
}
