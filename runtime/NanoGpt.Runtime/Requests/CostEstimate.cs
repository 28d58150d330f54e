namespace NanoGpt;

/// <summary>Represents the estimated cost of a request. An unknown price is never zero.</summary>
public sealed record CostEstimate
{
    /// <summary>Gets the certainty of the price.</summary>
    public CostCertainty Certainty { get; internal init; }

    /// <summary>Gets the lowest possible cost; null if it is unknown.</summary>
    public decimal? Minimum { get; internal init; }

    /// <summary>Gets the highest possible cost; null if it is unknown.</summary>
    public decimal? Maximum { get; internal init; }

    /// <summary>Gets the ISO 4217 code of the currency; null if it is unknown.</summary>
    public string? Currency { get; internal init; }

    /// <summary>Gets the day on which the prices were recorded; null if there are none.</summary>
    public DateOnly? AsOf { get; internal init; }

    /// <summary>Gets a remark about the price, such as the unset properties it depends on; null for none.</summary>
    public string? Note { get; internal init; }

    /// <summary>Returns a text for display such as <c>0.4 USD (as of 2026-08-24)</c>.</summary>
    public override string ToString() => Certainty switch
    {
        CostCertainty.Exact => string.Create(CultureInfo.InvariantCulture, $"{Minimum} {Currency} (as of {AsOf:yyyy-MM-dd})"),
        CostCertainty.Between => string.Create(
            CultureInfo.InvariantCulture, $"{Minimum} to {Maximum} {Currency} (as of {AsOf:yyyy-MM-dd})"),
        _ => "unknown",
    };
}

/// <summary>Specifies the certainty of a price.</summary>
public enum CostCertainty
{
    /// <summary>The price is not known.</summary>
    Unknown,
    /// <summary>The price lies between two amounts, because a property that determines it is not set.</summary>
    Between,
    /// <summary>The price is known exactly, if it has not changed since it was recorded.</summary>
    Exact,
}
