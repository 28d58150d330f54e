namespace NanoGpt;

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
