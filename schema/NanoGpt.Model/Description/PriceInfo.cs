namespace NanoGpt;

/// <summary>
/// Describes the recorded prices of a model. The first rate whose conditions all hold applies; if none does, the price is
/// unknown.
/// </summary>
public sealed record PriceInfo
{
    /// <summary>Gets the ISO 4217 code of the currency.</summary>
    public required string Currency { get; init; }

    /// <summary>Gets the day on which the prices were recorded, as <c>yyyy-MM-dd</c>.</summary>
    public required string AsOf { get; init; }

    /// <summary>Gets the rates in the order in which they are tried.</summary>
    public EquatableArray<RateInfo> Rates { get; init; }

    /// <summary>
    /// Gets the duration of the video in seconds if no field specifies it; <see langword="null"/> if it is unknown.
    /// </summary>
    public decimal? Seconds { get; init; }

    /// <summary>Gets a note on facts that rates cannot express; <see langword="null"/> for none.</summary>
    public string? Note { get; init; }

    /// <summary>Gets the ids of the sources; empty if the description was read from generated code.</summary>
    public EquatableArray<string> Sources { get; init; }
}

/// <summary>
/// Describes a price: <see cref="PerVideo"/> + <see cref="PerSecond"/> × (seconds - <see cref="FreeSeconds"/>, not below 0), in
/// the currency of its <see cref="PriceInfo"/>.
/// </summary>
public sealed record RateInfo
{
    /// <summary>Gets the conditions that must all hold for the rate to apply; empty if it always applies.</summary>
    public EquatableArray<ConditionInfo> When { get; init; }

    /// <summary>Gets the price of a job.</summary>
    public decimal PerVideo { get; init; }

    /// <summary>Gets the price of a second.</summary>
    public decimal PerSecond { get; init; }

    /// <summary>Gets the duration in seconds that <see cref="PerVideo"/> includes.</summary>
    public decimal FreeSeconds { get; init; }

    /// <summary>Calculates the price of a video.</summary>
    /// <param name="seconds">The duration of the video in seconds.</param>
    public decimal GetPrice(decimal seconds) => PerVideo + (PerSecond * Math.Max(0, seconds - FreeSeconds));
}
