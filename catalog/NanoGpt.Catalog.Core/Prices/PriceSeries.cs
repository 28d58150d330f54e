using NanoGpt.Catalogs.Data;

namespace NanoGpt.Catalogs.Prices;

/// <summary>Represents the prices of a model at one resolution, by duration.</summary>
/// <param name="Model">The model.</param>
/// <param name="Resolution">The resolution; null if the model has none.</param>
/// <param name="Points">The prices, in ascending order of the durations.</param>
public sealed record PriceSeries(CatalogModel Model, string? Resolution, IReadOnlyList<PricePoint> Points)
{
    private const int MaxPoints = 30;

    /// <summary>Returns the prices of a model at each of its resolutions; none where they are unknown.</summary>
    /// <param name="model">The model.</param>
    public static IEnumerable<PriceSeries> Create(CatalogModel model)
    {
        IEnumerable<string?> resolutions = ClipPrice.ResolutionField(model.Info) is { Fixed: null } field
            ? field.Values.Select(static value => (string?)value.Wire) : [null];
        return resolutions
            .Select(resolution => new PriceSeries(model, resolution, [.. Create(model, resolution)]))
            .Where(static series => series.Points.Count > 0);
    }

    private static IEnumerable<PricePoint> Create(CatalogModel model, string? resolution)
    {
        foreach (var seconds in Durations(model.Info))
        {
            if (ClipPrice.Estimate(model, new Clip(seconds, resolution)) is { Minimum: { } low, Maximum: { } high })
            {
                yield return new PricePoint(seconds, low, high);
            }
        }
    }

    private static IEnumerable<decimal> Durations(ModelInfo model) => RequestChecker.DurationField(model) switch
    {
        null => model.Price?.Seconds is { } seconds ? [seconds] : [],
        { Fixed: { } only } => [only.Number],
        { Values.IsEmpty: false } field => field.Values.Select(value => FieldDomain.ScalarOf(field, value).Number).Order(),
        { Min: { } min, Max: { } max } field when (max - min) / (field.Step ?? 1) <= MaxPoints =>
            Enumerable.Range(0, (int)((max - min) / (field.Step ?? 1)) + 1).Select(step => min + (step * (field.Step ?? 1))),
        { Min: { } min, Max: { } max } => [min, max],
        _ => [],
    };
}

/// <summary>Represents the price of a duration.</summary>
/// <param name="Seconds">The duration in seconds.</param>
/// <param name="Low">The lowest price.</param>
/// <param name="High">The highest price.</param>
public sealed record PricePoint(decimal Seconds, decimal Low, decimal High);
