namespace NanoGpt;

/// <summary>Represents the result of looking for the job of a submission.</summary>
/// <param name="SubmissionId">The submission id.</param>
/// <param name="Outcome">The outcome.</param>
public sealed record ReconciliationResult(Guid SubmissionId, ReconcileOutcome Outcome)
{
    /// <summary>Gets the job, the oldest if there are several; null if none was found.</summary>
    public VideoJob? Job { get; init; }

    /// <summary>Gets unexpected further jobs of the same submission.</summary>
    public IReadOnlyList<VideoJob> Duplicates { get; init; } = [];

    /// <summary>Gets the reason of the outcome; null if there is a job.</summary>
    public string? Reason { get; init; }
}

/// <summary>Specifies the outcome of looking for the job of a submission.</summary>
public enum ReconcileOutcome
{
    /// <summary>The outcome is still unknown.</summary>
    Unknown,
    /// <summary>There is a job.</summary>
    Accepted,
    /// <summary>The service repeatedly did not list a job. There is most likely none, but it is not certain.</summary>
    NotFound,
}

/// <summary>Represents a job in the service's list of recent jobs.</summary>
/// <param name="RunId">The id of the job.</param>
/// <param name="Model">The id of the model; null if it is unknown.</param>
/// <param name="SubmissionId">The submission id; null if it is unknown.</param>
public sealed record RecoveredRun(string RunId, string? Model, Guid? SubmissionId)
{
    /// <summary>Gets the status.</summary>
    public JobStatus Status { get; init; }

    /// <summary>Gets the status as the service spells it.</summary>
    public string RawStatus { get; init; } = "";

    /// <summary>Gets the time of acceptance by the clock of the service; null if it is unknown.</summary>
    public DateTimeOffset? CreatedAt { get; init; }
}

/// <summary>Specifies the action of a submission whose outcome is unknown.</summary>
public enum UnknownOutcomePolicy
{
    /// <summary>It throws <see cref="SubmissionOutcomeUnknownException"/> at once.</summary>
    Throw,
    /// <summary>It looks for the job first, which takes minutes if there is none.</summary>
    Reconcile,
}

/// <summary>Specifies the action for a submission that the service does not list.</summary>
public enum NotFoundPolicy
{
    /// <summary>Nothing. It remains unresolved until the caller decides.</summary>
    LeaveUnresolved,
    /// <summary>It is sent again once, with the same id. It is charged twice if the service lists jobs late.</summary>
    Resubmit,
}
