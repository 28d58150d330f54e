namespace NanoGpt;

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
