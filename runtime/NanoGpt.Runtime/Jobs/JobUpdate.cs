namespace NanoGpt;

/// <summary>Represents the state of a job at one moment.</summary>
public sealed record JobUpdate
{
    /// <summary>Gets the status.</summary>
    public required JobStatus Status { get; init; }

    /// <summary>Gets the status as the service spells it.</summary>
    public string RawStatus { get; init; } = "";

    /// <summary>
    /// Gets the progress in percent, from 0 to 100; null if it is unknown. For Venice, it is estimated from the usual and the
    /// elapsed time, and at most 99 before the end.
    /// </summary>
    public double? Progress { get; init; }

    /// <summary>Gets the estimated remaining time; null if it is unknown.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>Gets the time since the submission, by the local clock; null if it is unknown.</summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>Gets a description of the state; null for none.</summary>
    public string? Details { get; init; }

    /// <summary>Gets the final cost, in the currency of the payment of the job; null if it is unknown.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Gets the videos; empty until the job is completed.</summary>
    public IReadOnlyList<VideoOutput> Outputs { get; init; } = [];

    /// <summary>Gets the reason of a failure; null if the job has not failed or the reason is unknown.</summary>
    public string? Error { get; init; }

    /// <summary>Gets the message of the service about a refund; null for none.</summary>
    public string? RefundMessage { get; init; }

    /// <summary>Gets a value that indicates whether the job failed because of its content.</summary>
    public bool IsContentPolicy { get; init; }

    /// <summary>Gets the model that the service recommends after it rejected the content; null for none.</summary>
    public string? RecommendedModel { get; init; }

    /// <summary>Gets a value that indicates whether the charge was refunded; null if it is unknown.</summary>
    public bool? IsRefunded { get; init; }

    /// <summary>Gets a value that indicates whether the job has ended.</summary>
    public bool IsTerminal => Status is JobStatus.Completed or JobStatus.Failed or JobStatus.Canceled;
}

/// <summary>Specifies the status of a job.</summary>
public enum JobStatus
{
    /// <summary>The service uses a status that this library does not know. The job continues.</summary>
    Unknown,
    /// <summary>The job is queued.</summary>
    Queued,
    /// <summary>The video is being created.</summary>
    Running,
    /// <summary>The video is available.</summary>
    Completed,
    /// <summary>The job failed.</summary>
    Failed,
    /// <summary>The job was canceled.</summary>
    Canceled,
}
