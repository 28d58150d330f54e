using System.Globalization;

namespace NanoGpt;

/// <summary>What a request will cost, as far as recorded prices tell. An unknown price is never zero.</summary>
public sealed record CostEstimate
{
    /// <summary>How well the price is known.</summary>
    public CostCertainty Certainty { get; internal init; }

    /// <summary>The least that it costs; null if unknown.</summary>
    public decimal? Minimum { get; internal init; }

    /// <summary>The most that it costs; null if unknown.</summary>
    public decimal? Maximum { get; internal init; }

    /// <summary>ISO 4217 code; null if unknown.</summary>
    public string? Currency { get; internal init; }

    /// <summary>The day on which the prices were recorded; null if there are none.</summary>
    public DateOnly? AsOf { get; internal init; }

    /// <summary>What the amounts cannot say; null for nothing.</summary>
    public string? Note { get; internal init; }

    /// <summary>For people: <c>0.4 USD (as of 2026-08-24)</c>.</summary>
    public override string ToString() => Certainty switch
    {
        CostCertainty.Exact => string.Create(CultureInfo.InvariantCulture, $"{Minimum} {Currency} (as of {AsOf:yyyy-MM-dd})"),
        CostCertainty.Between => string.Create(CultureInfo.InvariantCulture, $"{Minimum} to {Maximum} {Currency} (as of {AsOf:yyyy-MM-dd})"),
        _ => "unknown",
    };
}

/// <summary>How well a price is known.</summary>
public enum CostCertainty
{
    /// <summary>Not at all.</summary>
    Unknown,

    /// <summary>It lies between two amounts, because something that drives it is not set.</summary>
    Between,

    /// <summary>To the cent, if prices are still those of the day they were recorded.</summary>
    Exact,
}
