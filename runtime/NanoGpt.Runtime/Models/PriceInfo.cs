namespace NanoGpt;

/// <summary>Recorded prices of a model. The first rate whose conditions all hold is the price; if none does, it is unknown.</summary>
public sealed class PriceInfo
{
    internal PriceInfo(string currency, DateOnly asOf, decimal? seconds, string? note, RateInfo[] rates)
    {
        Currency = currency;
        AsOf = asOf;
        Seconds = seconds;
        Note = note;
        RateRows = rates;
    }

    /// <summary>ISO 4217 code.</summary>
    public string Currency { get; }

    /// <summary>The day on which it was recorded.</summary>
    public DateOnly AsOf { get; }

    /// <summary>Length of the video in seconds where no field says it; null if unknown.</summary>
    public decimal? Seconds { get; }

    /// <summary>What the rates cannot say; null for nothing.</summary>
    public string? Note { get; }

    /// <summary>The rates, most specific first where they overlap.</summary>
    public IReadOnlyList<RateInfo> Rates => RateRows;

    internal RateInfo[] RateRows { get; }
}
