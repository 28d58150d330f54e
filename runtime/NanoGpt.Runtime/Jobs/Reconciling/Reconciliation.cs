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

/// <summary>A job as the service's list of recent jobs shows it.</summary>
/// <param name="RunId">The job's id.</param>
/// <param name="Model">The model's id; null if the service does not say.</param>
/// <param name="SubmissionId">The submission id that came with it; null if the service does not say.</param>
public sealed record RecoveredRun(string RunId, string? Model, Guid? SubmissionId)
{
    /// <summary>Where the job is.</summary>
    public JobStatus Status { get; init; }

    /// <summary>The service's own word.</summary>
    public string RawStatus { get; init; } = "";

    /// <summary>When it was accepted, by the service's clock; null if it does not say.</summary>
    public DateTimeOffset? CreatedAt { get; init; }
}

/// <summary>What <c>SubmitAsync</c> does when the outcome is unknown.</summary>
public enum UnknownPolicy
{
    /// <summary>Throws <see cref="SubmissionOutcomeUnknownException"/> at once.</summary>
    Throw,

    /// <summary>Looks for the job first, which takes minutes if there is none.</summary>
    Reconcile,
}

/// <summary>What happens to a submission that the service does not have.</summary>
public enum NotFoundPolicy
{
    /// <summary>Nothing: it is left to people.</summary>
    Park,

    /// <summary>It is sent again, once, under the same submission id. If the service was only slow to list it, it is charged twice.</summary>
    Resubmit,
}
