namespace NanoGpt;

/// <summary>What one submission wants.</summary>
public sealed record SubmitOptions
{
    /// <summary>
    /// Gets the caller's own submission id. The default is null: the client makes a new one, which needs no look-up. A second submission
    /// under the same id gives the first one's job. An id that the journal lacks is looked up at the service first, which allows 20
    /// look-ups a minute; if that fails, nothing is sent and the outcome is reported as unknown.
    /// </summary>
    public Guid? SubmissionId { get; init; }

    /// <summary>Whether the service is to judge the request before it takes it, at an extra cost. What it says is in <see cref="VideoJob.Moderation"/>.</summary>
    public bool Moderate { get; init; }

    /// <summary>The model that judges; null for the service's choice.</summary>
    public string? ModerationModel { get; init; }
}
