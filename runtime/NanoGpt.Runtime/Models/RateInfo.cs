namespace NanoGpt;

/// <summary>
/// One price: <see cref="PerVideo"/> + <see cref="PerSecond"/> × (seconds - <see cref="FreeSeconds"/>, not below 0).
/// </summary>
public sealed class RateInfo
{
    internal RateInfo(ConditionInfo[] when, decimal perVideo, decimal perSecond, decimal freeSeconds)
    {
        When = when;
        PerVideo = perVideo;
        PerSecond = perSecond;
        FreeSeconds = freeSeconds;
    }

    /// <summary>All must hold; empty means that it always applies.</summary>
    public IReadOnlyList<ConditionInfo> When { get; }

    /// <summary>Price of the job, in the price's currency.</summary>
    public decimal PerVideo { get; }

    /// <summary>Price of a second, in the price's currency.</summary>
    public decimal PerSecond { get; }

    /// <summary>Seconds that <see cref="PerVideo"/> already pays for.</summary>
    public decimal FreeSeconds { get; }

    internal decimal For(decimal seconds) => PerVideo + (PerSecond * Math.Max(0, seconds - FreeSeconds));
}
