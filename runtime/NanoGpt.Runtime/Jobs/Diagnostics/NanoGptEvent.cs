namespace NanoGpt;

/// <summary>Represents an event of a client. It contains neither the prompt nor the key.</summary>
/// <param name="Kind">The kind of event.</param>
public sealed record NanoGptEvent(NanoGptEventKind Kind)
{
    /// <summary>Gets the submission id; null for none.</summary>
    public Guid? SubmissionId { get; init; }

    /// <summary>Gets the id of the job; null for none.</summary>
    public string? RunId { get; init; }

    /// <summary>Gets the id of the model; null if it is unknown.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the status of the job; null for none.</summary>
    public JobStatus? Status { get; init; }

    /// <summary>Gets the cost; null if it is unknown.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Gets the currency of <see cref="Cost"/>; null if it is unknown.</summary>
    public string? Currency { get; init; }

    /// <summary>Gets the duration that the event reports, past or planned; null for none.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Gets a description; null for none.</summary>
    public string? Detail { get; init; }

    /// <summary>Gets the error; null for none.</summary>
    public Exception? Error { get; init; }

    internal static NanoGptEvent Of(NanoGptEventKind kind, VideoJob job) =>
        new(kind) { RunId = job.RunId, SubmissionId = job.SubmissionId, Model = job.Model };
}
