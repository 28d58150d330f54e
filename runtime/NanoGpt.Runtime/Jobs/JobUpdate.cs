namespace NanoGpt;

/// <summary>What the service says about a job at one moment.</summary>
public sealed record JobUpdate
{
    /// <summary>Where the job is.</summary>
    public required JobStatus Status { get; init; }

    /// <summary>The service's own word.</summary>
    public string RawStatus { get; init; } = "";

    /// <summary>
    /// How much is done, 0 to 100; null if the service does not say. Venice says how long jobs of the kind take (four of five at most
    /// so long) and how long this one has run: there it is the quotient, at most 99 before the end.
    /// </summary>
    public double? Progress { get; init; }

    /// <summary>How long it will still take; null if the service does not say. With Venice, what is left of the usual time; null when that is over.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>How long ago the job was submitted, by this machine's clock; null if that is not known.</summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>A sentence for people; null for none.</summary>
    public string? Details { get; init; }

    /// <summary>The final cost, in the currency of the job's payment; null if the service does not say.</summary>
    public decimal? Cost { get; init; }

    /// <summary>The videos; empty before they are there.</summary>
    public IReadOnlyList<VideoOutput> Outputs { get; init; } = [];

    /// <summary>Why the job failed; null if it did not or the service does not say.</summary>
    public string? Error { get; init; }

    /// <summary>What the service says about a refund; null if it says nothing.</summary>
    public string? RefundMessage { get; init; }

    /// <summary>Whether the service says that the content was the reason of the failure.</summary>
    public bool IsContentPolicy { get; init; }

    /// <summary>The model that the service recommends instead, after a refusal by content; null if it recommends none.</summary>
    public string? RecommendedModel { get; init; }

    /// <summary>Whether the service says that it gave the charge back; null if it does not say.</summary>
    public bool? IsRefunded { get; init; }

    /// <summary>Whether nothing will change any more.</summary>
    public bool IsTerminal => Status is JobStatus.Completed or JobStatus.Failed or JobStatus.Canceled;
}

/// <summary>Where a job is, whatever word the service has for it.</summary>
public enum JobStatus
{
    /// <summary>A word that this library does not know; the job goes on.</summary>
    Unknown,

    /// <summary>It waits for its turn.</summary>
    Queued,

    /// <summary>The video is being made.</summary>
    Running,

    /// <summary>The video is there.</summary>
    Completed,

    /// <summary>There will be no video.</summary>
    Failed,

    /// <summary>It was canceled; there will be no video.</summary>
    Canceled,
}
