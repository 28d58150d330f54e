namespace NanoGpt.Schema.Model;

/// <summary>Recorded prices. The first rate whose conditions all hold is the price; if none does, it is unknown.</summary>
public sealed record PricingSpec
{
    /// <summary>ISO 4217 code.</summary>
    public required string Currency { get; init; }

    /// <summary>The day on which it was recorded, <c>yyyy-MM-dd</c>.</summary>
    public required string AsOf { get; init; }

    /// <summary>The rates, most specific first where they overlap.</summary>
    public EquatableArray<RateSpec> Rates { get; init; }

    /// <summary>Length of the output in seconds where no field says it.</summary>
    public decimal? Seconds { get; init; }

    /// <summary>What the rates cannot say.</summary>
    public string? Note { get; init; }

    /// <summary>Ids of the sources.</summary>
    public EquatableArray<string> Sources { get; init; }
}

/// <summary>
/// One price: <see cref="PerVideo"/> + <see cref="PerSecond"/> × (seconds - <see cref="FreeSeconds"/>, not below 0).
/// </summary>
public sealed record RateSpec
{
    /// <summary>All must hold.</summary>
    public EquatableArray<Condition> When { get; init; }

    /// <summary>Price of the job.</summary>
    public decimal PerVideo { get; init; }

    /// <summary>Price of a second.</summary>
    public decimal PerSecond { get; init; }

    /// <summary>Seconds that <see cref="PerVideo"/> already pays for.</summary>
    public decimal FreeSeconds { get; init; }
}
