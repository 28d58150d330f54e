namespace NanoGpt;

/// <summary>
/// Thrown when a submission may or may not have been accepted and charged. It was not sent again. Look for its job by
/// <see cref="NanoGptException.SubmissionId"/> before you submit it again.
/// </summary>
/// <param name="message">The message.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class SubmissionOutcomeUnknownException(string message, Exception? innerException = null)
    : NanoGptException(message, innerException);

/// <summary>Thrown when the journal of submissions cannot be used. Nothing was sent.</summary>
/// <param name="message">The message.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class JournalException(string message, Exception? innerException = null)
    : SubmissionStoreException(message, innerException);

/// <summary>Thrown when a job ended without a video, because it failed or was canceled.</summary>
/// <param name="message">The message.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class JobFailedException(string message, Exception? innerException = null)
    : NanoGptException(message, innerException)
{
    /// <summary>Gets the final status of the job.</summary>
    public JobStatus Status { get; init; }

    /// <summary>Gets the last update of the job, with its final cost; null for none.</summary>
    public JobUpdate? Update { get; init; }

    /// <summary>Gets a value that indicates whether the job failed because of its content.</summary>
    public bool IsContentPolicy { get; init; }
}

/// <summary>Thrown when the service does not know the job.</summary>
/// <param name="message">The message.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class JobNotFoundException(string message, Exception? innerException = null)
    : NanoGptException(message, innerException);

/// <summary>
/// Thrown when the job belongs to another account (403), as after a change of the API key. The job continues, and its handle
/// remains valid for the account that submitted it.
/// </summary>
/// <param name="message">The message.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class JobAccessDeniedException(string message, Exception? innerException = null)
    : NanoGptException(message, innerException);

/// <summary>Thrown when a wait reached its time limit. The job continues: wait again, in this or another process.</summary>
/// <param name="message">The message.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class WaitTimedOutException(string message, Exception? innerException = null)
    : NanoGptException(message, innerException)
{
    /// <summary>Gets the job.</summary>
    public required VideoJob Job { get; init; }
}

/// <summary>Thrown when a wait was canceled. The job continues: wait again, in this or another process.</summary>
/// <param name="job">The job.</param>
/// <param name="cancellationToken">The token that canceled the wait.</param>
public sealed class WaitCanceledException(VideoJob job, CancellationToken cancellationToken)
    : OperationCanceledException(
        $"The wait for {job} was canceled. The job continues: resume it with its handle.", cancellationToken)
{
    /// <summary>Gets the job.</summary>
    public VideoJob Job { get; } = job;
}

/// <summary>Thrown when a job is completed, but the service returns no video.</summary>
/// <param name="message">The message.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class OutputMissingException(string message, Exception? innerException = null)
    : NanoGptException(message, innerException);

/// <summary>Thrown when a video is no longer available, also not by a new link.</summary>
/// <param name="message">The message.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class OutputExpiredException(string message, Exception? innerException = null)
    : NanoGptException(message, innerException);

/// <summary>Thrown when a download failed. No file was created. Received bytes may be kept for the next attempt.</summary>
/// <param name="message">The message.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class DownloadFailedException(string message, Exception? innerException = null)
    : NanoGptException(message, innerException)
{
    /// <summary>Gets a value that indicates whether the link was rejected because it is unsafe.</summary>
    public bool IsUnsafeLink { get; init; }
}
