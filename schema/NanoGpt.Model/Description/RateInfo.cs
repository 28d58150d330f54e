namespace NanoGpt;

/// <summary>
/// Describes a price: <see cref="PerVideo"/> + <see cref="PerSecond"/> × (seconds - <see cref="FreeSeconds"/>, not below 0), in the currency
/// of its <see cref="PriceInfo"/>.
/// </summary>
public sealed record RateInfo
{
    /// <summary>Gets the conditions that must all hold for the rate to apply; empty if it always applies.</summary>
    public EquatableArray<ConditionInfo> When { get; init; }

    /// <summary>Gets the price of a job.</summary>
    public decimal PerVideo { get; init; }

    /// <summary>Gets the price of a second.</summary>
    public decimal PerSecond { get; init; }

    /// <summary>Gets the number of seconds that <see cref="PerVideo"/> includes.</summary>
    public decimal FreeSeconds { get; init; }

    /// <summary>Calculates the price of a video.</summary>
    /// <param name="seconds">The duration of the video in seconds.</param>
    public decimal For(decimal seconds) => PerVideo + (PerSecond * Math.Max(0, seconds - FreeSeconds));
}
