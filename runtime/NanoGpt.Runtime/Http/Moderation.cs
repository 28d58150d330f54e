namespace NanoGpt;

/// <summary>Represents the result of the moderation that the service performed on a request.</summary>
/// <param name="Model">The moderation model; null if it is unknown.</param>
/// <param name="IsFlagged">true if the request was flagged; false if not; null if it is unknown.</param>
/// <param name="CostUsd">The cost of the moderation in US dollars; null if it is unknown.</param>
public sealed record Moderation(string? Model, bool? IsFlagged, decimal? CostUsd);
