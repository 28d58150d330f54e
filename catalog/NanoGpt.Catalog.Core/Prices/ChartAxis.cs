namespace NanoGpt.Catalogs.Prices;

/// <summary>Represents the axis of a chart that starts at zero and has ticks at round numbers.</summary>
/// <param name="Ticks">The ticks in ascending order, from zero to the end of the axis.</param>
public sealed record ChartAxis(IReadOnlyList<decimal> Ticks)
{
    private const int MaxIntervals = 6;

    private static readonly decimal[] RoundSteps = [1, 2, 5];

    /// <summary>Gets the end of the axis.</summary>
    public decimal End => Ticks[^1];

    /// <summary>Returns an axis that contains a value.</summary>
    /// <param name="highest">The highest value of the chart.</param>
    public static ChartAxis Create(decimal highest)
    {
        if (highest <= 0)
        {
            return new ChartAxis([0, 1]);
        }

        var power = 1m;
        while (power * 10 <= highest)
        {
            power *= 10;
        }

        while (power > highest)
        {
            power /= 10;
        }

        var step = RoundSteps.Select(round => round * power / 10).Concat(RoundSteps.Select(round => round * power))
            .First(step => highest / step <= MaxIntervals);
        return new ChartAxis([.. Enumerable.Range(0, (int)Math.Ceiling(highest / step) + 1).Select(index => index * step)]);
    }
}
