namespace NanoGpt;

/// <summary>What one submission wants.</summary>
public sealed record SubmitOptions
{
    /// <summary>
    /// The caller's own submission id; null makes one. A second submission under the same id gives the first one's job, as far as the
    /// journal or the service knows it.
    /// </summary>
    public Guid? SubmissionId { get; init; }

    /// <summary>Whether the service is to judge the request before it takes it, at an extra cost. What it says is in <see cref="VideoJob.Moderation"/>.</summary>
    public bool Moderate { get; init; }

    /// <summary>The model that judges; null for the service's choice.</summary>
    public string? ModerationModel { get; init; }
}
