namespace NanoGpt;

/// <summary>What the service's own moderation said about a request.</summary>
/// <param name="Model">The model that judged; null if the service does not say.</param>
/// <param name="IsFlagged">Whether it objects; null if the service does not say.</param>
/// <param name="CostUsd">What judging cost, in US dollars; null if the service does not say.</param>
public sealed record Moderation(string? Model, bool? IsFlagged, decimal? CostUsd);
