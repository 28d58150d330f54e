namespace NanoGpt;

/// <summary>
/// Says what a video of the model costs, so that analyzers can say what an unset property may cost. Prices to calculate with are in
/// <see cref="ModelInfo.Price"/>.
/// </summary>
/// <param name="currency">ISO 4217 code.</param>
/// <param name="asOf">The day on which the prices were recorded, <c>yyyy-MM-dd</c>.</param>
/// <param name="rates">
/// The rates in the order in which they are tried, each a condition in the notation of rules and a price: <c>Duration=5: 0.14</c> a
/// video, <c>ProMode=true: 0.3/s</c> a second, <c>0.2+0.1/s-5</c> with five seconds free.
/// </param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class PriceAttribute(string currency, string asOf, params string[] rates) : Attribute
{
    /// <summary>ISO 4217 code.</summary>
    public string Currency { get; } = currency;

    /// <summary>The day on which the prices were recorded, <c>yyyy-MM-dd</c>.</summary>
    public string AsOf { get; } = asOf;

    /// <summary>The rates in the order in which they are tried.</summary>
    public IReadOnlyList<string> Rates { get; } = rates;

    /// <summary>Length of the video in seconds where no property says it; 0 if nothing does.</summary>
    public double Seconds { get; init; }
}
