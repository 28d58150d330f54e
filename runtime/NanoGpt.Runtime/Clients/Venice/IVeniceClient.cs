namespace NanoGpt;

/// <summary>Represents a client of Venice, with the operations that only Venice has.</summary>
public interface IVeniceClient : IVideoClient
{
    /// <summary>
    /// Returns the submissions whose outcome is unknown: those of the journal, also of other processes, and those of this client.
    /// Venice accepts no submission id and lists no jobs: check the usage of the account, and record the outcome with <see
    /// cref="ResolveManuallyAsync"/>.
    /// </summary>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <exception cref="SubmissionStoreException">The store cannot be used.</exception>
    Task<IReadOnlyList<UnresolvedSubmission>> GetUnresolvedSubmissionsAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Submits a request with a submission id of the caller. A second call with the id returns the job of the first, as long as
    /// the journal contains it (<see cref="VideoClientOptions.JournalRetention"/>). If the journal is damaged, an id that it does
    /// not contain is rejected until <see cref="ResolveManuallyAsync"/> records its outcome. The id is not sent.
    /// </summary>
    /// <param name="request">The request. It is validated first, unless validation is turned off.</param>
    /// <param name="submissionId">The submission id.</param>
    /// <param name="cancellationToken">
    /// A token that cancels the operation. Once sending has begun, the outcome is unknown.
    /// </param>
    /// <exception cref="InvalidOperationException">There is no journal, or the same submission is in progress.</exception>
    /// <exception cref="SubmissionOutcomeUnknownException">
    /// The request, or the first one with the id, may have been accepted and charged.
    /// </exception>
    /// <exception cref="JournalException">The journal cannot be written. Nothing was sent.</exception>
    /// <exception cref="NanoGptException">The service rejected the request. The exception type gives the reason.</exception>
    Task<VideoJob> SubmitAsync(VeniceRequest request, Guid submissionId, CancellationToken cancellationToken = default);

    /// <summary>Records the outcome that you have determined for a submission whose outcome is unknown.</summary>
    /// <param name="submissionId">The submission id.</param>
    /// <param name="queueId">The id of the job. Null if there is no job: the submission may be sent again under its id.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The job, without the link of a private model; null if there is none.</returns>
    /// <exception cref="ArgumentException">The id of the job is invalid.</exception>
    /// <exception cref="InvalidOperationException">The submission is not known, is in progress, or has another job.</exception>
    /// <exception cref="JournalException">The journal cannot be written.</exception>
    Task<VideoJob?> ResolveManuallyAsync(
        Guid submissionId, string? queueId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Returns the price that the service quotes for a request. Sends only the fields that determine the price: model, duration,
    /// aspect ratio, resolution, upscale factor, audio, and the video to upscale. Requires an API key.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="referenceVideosDuration">The total duration of the reference videos, not negative; null for none.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The price in US dollars.</returns>
    /// <exception cref="RequestInvalidException">The request is invalid. Nothing was sent.</exception>
    /// <exception cref="InvalidOperationException">The client has a wallet and no key. Nothing was sent.</exception>
    /// <exception cref="NanoGptException">There is no quote. The type of the exception gives the reason.</exception>
    Task<decimal> QuoteAsync(
        VeniceRequest request, TimeSpan? referenceVideosDuration = null, CancellationToken cancellationToken = default);

    /// <summary>Deletes the video of a job from the service. Download it first.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <exception cref="JobNotFoundException">The service does not have the job.</exception>
    /// <exception cref="NanoGptException">The video was not deleted. The type of the exception gives the reason.</exception>
    Task CompleteAsync(VideoJob job, CancellationToken cancellationToken = default);
}

/// <summary>Represents a submission whose outcome is unknown.</summary>
/// <param name="SubmissionId">The submission id.</param>
/// <param name="Model">The id of the model.</param>
/// <param name="SubmittedAt">The time of the submission, by the clock of the process that sent it.</param>
public sealed record UnresolvedSubmission(Guid SubmissionId, string Model, DateTimeOffset SubmittedAt);
