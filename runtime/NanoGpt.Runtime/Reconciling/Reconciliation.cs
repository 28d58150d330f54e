namespace NanoGpt;

/// <summary>What looking for a submission's job has shown.</summary>
/// <param name="SubmissionId">The submission.</param>
/// <param name="Outcome">Whether there is a job.</param>
public sealed record Reconciliation(Guid SubmissionId, ReconcileOutcome Outcome)
{
    /// <summary>The job, the oldest if there are several; null if none was found.</summary>
    public VideoJob? Job { get; init; }

    /// <summary>Further jobs of the same submission, which should not be there.</summary>
    public IReadOnlyList<VideoJob> Duplicates { get; init; } = [];

    /// <summary>Why it is so; null if there is a job.</summary>
    public string? Why { get; init; }
}

/// <summary>Whether a submission has a job.</summary>
public enum ReconcileOutcome
{
    /// <summary>It cannot be told yet.</summary>
    Unknown,

    /// <summary>There is a job.</summary>
    Accepted,

    /// <summary>The service answered several times, over minutes, without it. Most likely there is none; nobody can be certain.</summary>
    NotFound,
}
