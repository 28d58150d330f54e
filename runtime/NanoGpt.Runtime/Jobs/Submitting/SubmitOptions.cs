namespace NanoGpt;

/// <summary>What one submission wants.</summary>
public sealed record SubmitOptions
{
    /// <summary>
    /// Gets or sets the caller's own submission id. Null creates one. A second submission under the same id returns the job of the first.
    /// </summary>
    /// <remarks>
    /// If the journal does not hold the id, the service is asked for it before the request is sent. If the service cannot tell, nothing is
    /// sent and <see cref="SubmissionOutcomeUnknownException"/> is thrown. A job that the service does not list yet cannot be found:
    /// without a journal, wait after an unknown outcome, or reconcile, before the same id is submitted again.
    /// </remarks>
    public Guid? SubmissionId { get; init; }

    /// <summary>Whether the service is to judge the request before it takes it, at an extra cost. What it says is in <see cref="VideoJob.Moderation"/>.</summary>
    public bool Moderate { get; init; }

    /// <summary>The model that judges; null for the service's choice.</summary>
    public string? ModerationModel { get; init; }
}
