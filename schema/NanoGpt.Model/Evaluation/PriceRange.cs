namespace NanoGpt.Evaluation;

/// <summary>Represents what a request costs by recorded prices.</summary>
/// <param name="Minimum">The lowest price, in the currency of the recorded prices; <see langword="null"/> if it is not known.</param>
/// <param name="Maximum">The highest price; <see langword="null"/> if it is not known.</param>
/// <param name="DependsOn">The fields that are not set and that the price depends on.</param>
/// <param name="IsDurationUnknown">A value that indicates whether the price is not known because the duration of the video is not.</param>
public sealed record PriceRange(decimal? Minimum, decimal? Maximum, EquatableArray<FieldInfo> DependsOn, bool IsDurationUnknown = false);
