namespace NanoGpt;

/// <summary>Describes the recorded prices of a model. The first rate whose conditions all hold applies; if none does, the price is unknown.</summary>
public sealed record PriceInfo
{
    /// <summary>Gets the ISO 4217 code of the currency.</summary>
    public required string Currency { get; init; }

    /// <summary>Gets the day on which the prices were recorded, as <c>yyyy-MM-dd</c>.</summary>
    public required string AsOf { get; init; }

    /// <summary>Gets the rates in the order in which they are tried.</summary>
    public EquatableArray<RateInfo> Rates { get; init; }

    /// <summary>Gets the duration of the video in seconds where no field says it; <see langword="null"/> if it is not known.</summary>
    public decimal? Seconds { get; init; }

    /// <summary>Gets what the rates cannot express; <see langword="null"/> for nothing.</summary>
    public string? Note { get; init; }

    /// <summary>Gets the ids of the sources; empty in a description that was read from generated code.</summary>
    public EquatableArray<string> Sources { get; init; }
}
