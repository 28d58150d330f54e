namespace NanoGpt;

/// <summary>Represents the options of one submission.</summary>
public sealed record SubmitOptions
{
    /// <summary>
    /// Gets the caller's own submission id. Null creates one. A second submission under the same id returns the job of the first.
    /// </summary>
    /// <remarks>
    /// If the journal does not contain the id, the client looks for its job before it sends the request. If the result is not
    /// conclusive, nothing is sent and <see cref="SubmissionOutcomeUnknownException"/> is thrown. A job that the service does not
    /// list yet cannot be found: without a journal, wait or reconcile after an unknown outcome before you submit the id again.
    /// </remarks>
    public Guid? SubmissionId { get; init; }

    /// <summary>
    /// Gets a value that indicates whether the service moderates the request first, at an extra cost. The result is in
    /// <see cref="VideoJob.Moderation"/>.
    /// </summary>
    public bool Moderate { get; init; }

    /// <summary>Gets the id of the moderation model. Null lets the service choose.</summary>
    public string? ModerationModel { get; init; }
}
