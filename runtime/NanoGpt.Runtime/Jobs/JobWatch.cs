namespace NanoGpt;

/// <summary>
/// Where a wait for a job stands between two questions. Thousands of them are kept at once: each holds what the next question needs,
/// and no answer.
/// </summary>
internal sealed class JobWatch(VideoJob job, TimeSpan? timeout, long start)
{
    public VideoJob Job { get; } = job;

    /// <summary>How long it may take in all; null for as long as it takes.</summary>
    public TimeSpan? Timeout { get; } = timeout;

    public long Start { get; } = start;

    /// <summary>How long until the next question.</summary>
    public TimeSpan Delay { get; set; }

    public PollHistory History { get; set; }

    /// <summary>Questions in a row without a usable answer.</summary>
    public int Failures { get; set; }

    /// <summary>Since when the job is said to be completed without a video.</summary>
    public long? EmptySince { get; set; }

    public bool HasAsked { get; set; }

    public JobStatus LastStatus { get; set; }

    public string? LastRawStatus { get; set; }

    public double? LastProgress { get; set; }
}
