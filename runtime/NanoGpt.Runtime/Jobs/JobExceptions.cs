namespace NanoGpt;

/// <summary>Nobody but the service knows whether it took the job: it may have been accepted and charged. Never retried by this library; look for it by <see cref="NanoGptException.SubmissionId"/> before you send it again.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class SubmissionOutcomeUnknownException(string message, Exception? innerException = null) : NanoGptException(message, innerException);

/// <summary>The journal of submissions cannot be used. Nothing was sent: without the journal that was asked for, nothing is.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class JournalException(string message, Exception? innerException = null) : NanoGptException(message, innerException);

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

/// <summary>The service does not know the job.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class JobNotFoundException(string message, Exception? innerException = null) : NanoGptException(message, innerException);

/// <summary>Waiting took too long. The job goes on: wait for it again, now or in another process.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class WaitTimedOutException(string message, Exception? innerException = null) : NanoGptException(message, innerException)
{
    /// <summary>The job, which is untouched.</summary>
    public required VideoJob Job { get; init; }
}

/// <summary>A wait was canceled. The job goes on: wait for it again, now or in another process.</summary>
/// <param name="job">The job, which is untouched.</param>
/// <param name="ct">The token that canceled the wait.</param>
public sealed class WaitCanceledException(VideoJob job, CancellationToken ct)
    : OperationCanceledException($"The wait for {job} was canceled. The job goes on: resume it with its handle.", ct)
{
    /// <summary>The job, which is untouched.</summary>
    public VideoJob Job { get; } = job;
}

/// <summary>The job is completed, but the service gives no video.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class OutputMissingException(string message, Exception? innerException = null) : NanoGptException(message, innerException);

/// <summary>The video can no longer be fetched, also not under a fresh link.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class OutputExpiredException(string message, Exception? innerException = null) : NanoGptException(message, innerException);

/// <summary>A video could not be downloaded. There is no file; what came already may be kept beside it for the next try.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class DownloadFailedException(string message, Exception? innerException = null) : NanoGptException(message, innerException)
{
    /// <summary>Whether the link is one that is not followed, whoever gave it.</summary>
    public bool IsUnsafeLink { get; init; }
}
