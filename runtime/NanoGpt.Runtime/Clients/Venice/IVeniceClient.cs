namespace NanoGpt;

/// <summary>What Venice can do beyond <see cref="IVideoClient"/>.</summary>
public interface IVeniceClient : IVideoClient
{
    /// <summary>
    /// Jobs of the journal whose video is not saved yet: what to wait for after a restart, with the one-time links of private models.
    /// Empty without a journal.
    /// </summary>
    IReadOnlyList<VideoJob> OpenJobs { get; }

    /// <summary>
    /// Submissions whose outcome is unknown: those of the journal, also of a process that died, and those of this client. Venice takes
    /// no id of ours and lists no jobs, so only somebody who looks at the account can tell; say it with <see cref="Settle"/>.
    /// </summary>
    IReadOnlyList<UnknownSubmission> UnknownSubmissions { get; }

    /// <summary>
    /// Sends a request under the caller's own id, once: a second call under the id gives the first one's job, as far as the journal knows
    /// it. The id stays with us. One that is older than <see cref="VideoClientOptions.JournalRetention"/> may be forgotten. If lines of the
    /// journal are damaged, an id that it does not hold is refused until <see cref="Settle"/> says what became of it.
    /// </summary>
    /// <param name="request">The request; validated first unless told not to.</param>
    /// <param name="submissionId">The caller's id of the submission.</param>
    /// <param name="ct">Stops it. Once sending has begun, stopping leaves the outcome unknown.</param>
    /// <exception cref="InvalidOperationException">There is no journal, which alone could know the id; or the same submission is on its way.</exception>
    /// <exception cref="SubmissionOutcomeUnknownException">It, or the first submission under the id, may have been accepted and charged.</exception>
    /// <exception cref="JournalException">The journal cannot be written; nothing was sent.</exception>
    /// <exception cref="NanoGptException">The service refused it; the type says why.</exception>
    Task<VideoJob> SubmitAsync(VeniceRequest request, Guid submissionId, CancellationToken ct = default);

    /// <summary>Takes your word for what became of a submission whose outcome is unknown. It is written into the journal.</summary>
    /// <param name="submissionId">The submission.</param>
    /// <param name="queueId">Its job's id; null if there is no job, so that it may be sent again under its id.</param>
    /// <returns>The job, without the link of a private model, which nobody can ask for again; null if there is none.</returns>
    /// <exception cref="ArgumentException">No job can have such an id.</exception>
    /// <exception cref="InvalidOperationException">It is not known, is on its way, or has another job.</exception>
    /// <exception cref="JournalException">The journal cannot be written.</exception>
    VideoJob? Settle(Guid submissionId, string? queueId);

    /// <summary>
    /// What a request will cost, by the service's own word. Sends what the price depends on and nothing else: model, duration, aspect
    /// ratio, resolution, upscale factor, audio, and the video to upscale. Not for wallets: Venice takes only API keys here.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="referenceVideosDuration">How long all reference videos are together; null if there are none. Not below 0.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>US dollars.</returns>
    /// <exception cref="RequestInvalidException">The request is invalid; nothing was sent.</exception>
    /// <exception cref="InvalidOperationException">The client has a wallet and no key; nothing was sent.</exception>
    /// <exception cref="NanoGptException">There is no quote; the type says why.</exception>
    Task<decimal> QuoteAsync(VeniceRequest request, TimeSpan? referenceVideosDuration = null, CancellationToken ct = default);

    /// <summary>Deletes a job's video from the service. Download it first: it cannot be asked for again.</summary>
    /// <param name="job">The job.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="JobNotFoundException">It is not there any more, or never was.</exception>
    /// <exception cref="NanoGptException">The service did not do it; the type says why.</exception>
    Task CompleteAsync(VideoJob job, CancellationToken ct = default);

    /// <summary>The video models that the service has at this moment, as it describes them. Needs neither key nor wallet.</summary>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="NanoGptException">There is no usable answer.</exception>
    Task<IReadOnlyList<LiveModel>> ListModelsAsync(CancellationToken ct = default);
}

/// <summary>A submission of which nobody but the service knows whether it has a job.</summary>
/// <param name="SubmissionId">Our id of it.</param>
/// <param name="Model">The model's id.</param>
/// <param name="SubmittedAt">When it was sent, by the clock of the process that sent it.</param>
public sealed record UnknownSubmission(Guid SubmissionId, string Model, DateTimeOffset SubmittedAt);
