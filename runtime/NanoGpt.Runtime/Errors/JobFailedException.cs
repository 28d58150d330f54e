namespace NanoGpt;

/// <summary>The job ended without a video: it failed or was canceled.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class JobFailedException(string message, Exception? innerException = null) : NanoGptException(message, innerException)
{
    /// <summary>How it ended.</summary>
    public JobStatus Status { get; init; }

    /// <summary>The job's last update, with its final cost; null if there is none.</summary>
    public JobUpdate? Update { get; init; }

    /// <summary>Whether the service says that the content was the reason.</summary>
    public bool IsContentPolicy { get; init; }
}
