namespace NanoGpt;

/// <summary>Represents a client of NanoGPT, with the operations that only NanoGPT has.</summary>
public interface INanoGptClient : IVideoClient
{
    /// <summary>Submits a request with options. Sends one POST and never resubmits it after an unknown outcome.</summary>
    /// <param name="request">The request. It is validated first, unless validation is turned off.</param>
    /// <param name="submission">The options of the submission.</param>
    /// <param name="cancellationToken">
    /// A token that cancels the operation. Once sending has begun, the outcome is unknown.
    /// </param>
    /// <exception cref="SubmissionOutcomeUnknownException">The request may have been accepted and charged.</exception>
    /// <exception cref="SubmissionStoreException">The journal or store cannot be written. Nothing was sent.</exception>
    /// <exception cref="NanoGptException">The service rejected the request. The exception type gives the reason.</exception>
    Task<VideoJob> SubmitAsync(VideoRequest request, SubmitOptions submission, CancellationToken cancellationToken = default);

    /// <summary>
    /// Looks for the jobs of all submissions whose outcome is unknown: those of the journal, also of other processes, and those
    /// of this client. Takes minutes if some are not found.
    /// </summary>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>A result for each submission.</returns>
    /// <exception cref="ObjectDisposedException">The client was disposed. Unknown outcomes remain unknown.</exception>
    Task<IReadOnlyList<ReconciliationResult>> ReconcileAsync(CancellationToken cancellationToken = default);

    /// <summary>Looks for the job of one submission.</summary>
    /// <param name="submissionId">The submission id.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The result: the job, no job, or still unknown.</returns>
    /// <exception cref="ObjectDisposedException">The client was disposed. Unknown outcomes remain unknown.</exception>
    Task<ReconciliationResult> ReconcileAsync(Guid submissionId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Records the outcome that you have determined for a submission whose outcome is unknown, or that was not found. The outcome
    /// is written into the journal, and the client does not look for the job again.
    /// </summary>
    /// <param name="submissionId">The submission id.</param>
    /// <param name="runId">The id of the job. Null if there is no job: the submission may be sent again under its id.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The job; null if there is none.</returns>
    /// <exception cref="ArgumentException">The id of the job is invalid.</exception>
    /// <exception cref="InvalidOperationException">The submission is in progress, or has another job.</exception>
    /// <exception cref="JournalException">The journal cannot be written.</exception>
    Task<VideoJob?> ResolveManuallyAsync(Guid submissionId, string? runId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Ends the current poll interval of a job, such as when a webhook says that it has ended. The rate limit still applies.
    /// </summary>
    /// <param name="runId">The id of the job.</param>
    /// <returns>true if a call of this client was waiting for the next poll of the job; otherwise, false.</returns>
    bool PollNow(string runId);

    /// <summary>Returns recent jobs of the account, newest first.</summary>
    /// <param name="model">The id of a model; null for all.</param>
    /// <param name="submissionId">A submission id; null for all. The service may ignore it: check the rows.</param>
    /// <param name="limit">The maximum number of jobs, from 1 to 50.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <exception cref="NanoGptException">There is no usable response.</exception>
    Task<IReadOnlyList<RecoveredRun>> RecoverAsync(
        string? model = null, Guid? submissionId = null, int limit = 10, CancellationToken cancellationToken = default);

    /// <summary>
    /// Returns the charge of the account for an HTTP request of the last 24 hours, by the <c>X-Request-ID</c> of its response.
    /// </summary>
    /// <param name="requestId">
    /// The id, such as <see cref="VideoJob.RequestId"/> or <see cref="NanoGptException.RequestId"/>.
    /// </param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The charge; null if none is visible, which does not prove that there is none.</returns>
    /// <exception cref="NanoGptException">There is no usable response.</exception>
    Task<RequestCharge?> GetChargeAsync(string requestId, CancellationToken cancellationToken = default);

    /// <summary>Returns the balance of the account.</summary>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <exception cref="NanoGptException">There is no usable response.</exception>
    Task<AccountBalance> GetBalanceAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Extends a video of a Midjourney job. This is a paid request, recorded like a submission and not resubmitted either. The
    /// service accepts no submission id for it: reconciling an unknown outcome can prove that there is no job, but cannot
    /// identify the job. Record the outcome with <see cref="ResolveManuallyAsync"/> if you know it.
    /// </summary>
    /// <param name="job">The completed job.</param>
    /// <param name="index">The index of the video, from 0 to 3.</param>
    /// <param name="cancellationToken">
    /// A token that cancels the operation. Once sending has begun, the outcome is unknown.
    /// </param>
    /// <exception cref="SubmissionOutcomeUnknownException">The request may have been accepted and charged.</exception>
    /// <exception cref="NanoGptException">The service rejected the request. The exception type gives the reason.</exception>
    Task<VideoJob> ExtendAsync(VideoJob job, int index, CancellationToken cancellationToken = default);

    /// <summary>Downloads content of a completed job by the id of the job, not by a link. Not every model supports it.</summary>
    /// <param name="job">The job.</param>
    /// <param name="variant">The content.</param>
    /// <param name="path">The path of the file.</param>
    /// <param name="overwrite">true to replace an existing file; otherwise, false.</param>
    /// <param name="progress">Receives the progress; null for none.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <exception cref="NanoGptException">The content cannot be downloaded.</exception>
    Task DownloadContentAsync(
        VideoJob job, ContentVariant variant, string path, bool overwrite = false, IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellationToken = default);
}

/// <summary>Represents the balance of an account.</summary>
/// <param name="Usd">The balance in US dollars; null if it is unknown.</param>
/// <param name="Nano">The balance in Nano; null if it is unknown.</param>
/// <param name="NanoDepositAddress">The address for deposits in Nano; null if it is unknown. Compare it with the website.</param>
public sealed record AccountBalance(decimal? Usd, decimal? Nano, string? NanoDepositAddress);

/// <summary>Specifies a content of a completed job.</summary>
public enum ContentVariant
{
    /// <summary>The video.</summary>
    Video,
    /// <summary>A picture of the video.</summary>
    Thumbnail,
    /// <summary>An image of many small pictures of the video.</summary>
    Spritesheet,
}
