namespace NanoGpt;

/// <summary>Something that happened. Without the prompt and without the key.</summary>
/// <param name="Kind">What.</param>
public sealed record NanoGptEvent(NanoGptEventKind Kind)
{
    /// <summary>Our id of the submission; null if it is about none.</summary>
    public Guid? SubmissionId { get; init; }

    /// <summary>The job's id; null if there is no job.</summary>
    public string? RunId { get; init; }

    /// <summary>The model's id; null if it is not known.</summary>
    public string? Model { get; init; }

    /// <summary>The job's status; null if it is about none.</summary>
    public JobStatus? Status { get; init; }

    /// <summary>What it cost; null if that is not known.</summary>
    public decimal? Cost { get; init; }

    /// <summary>The currency of <see cref="Cost"/>; null if it is not known.</summary>
    public string? Currency { get; init; }

    /// <summary>How long it took or will take; null if that has no meaning.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>A sentence for people; null for none.</summary>
    public string? Detail { get; init; }

    /// <summary>The error; null for none.</summary>
    public Exception? Error { get; init; }
}
