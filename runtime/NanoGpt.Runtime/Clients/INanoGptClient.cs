using System.Text.Json;

namespace NanoGpt;

/// <summary>What NanoGPT can do beyond <see cref="IVideoClient"/>.</summary>
public interface INanoGptClient : IVideoClient
{
    /// <summary>Jobs of the journal whose end it does not know: what to wait for after a restart. Empty without a journal.</summary>
    IReadOnlyList<VideoJob> OpenJobs { get; }

    /// <summary>Sends a request as <see cref="IVideoClient.SubmitAsync"/> does.</summary>
    /// <param name="request">The request; validated first unless told not to.</param>
    /// <param name="submission">What this submission wants.</param>
    /// <param name="ct">Stops it. Once sending has begun, stopping leaves the outcome unknown.</param>
    /// <exception cref="SubmissionOutcomeUnknownException">It may have been accepted and charged.</exception>
    /// <exception cref="JournalException">The journal cannot be written; nothing was sent.</exception>
    /// <exception cref="NanoGptException">The service refused it; the type says why.</exception>
    Task<VideoJob> SubmitAsync(VideoRequest request, SubmitOptions submission, CancellationToken ct = default);

    /// <summary>
    /// Looks for the jobs of all submissions whose outcome is unknown: those of the journal, also of a process that died, and those
    /// of this client. Takes minutes if some are not there.
    /// </summary>
    /// <param name="ct">Stops looking.</param>
    /// <exception cref="ObjectDisposedException">The client was disposed meanwhile. What was unknown stays unknown.</exception>
    Task<IReadOnlyList<Reconciliation>> ReconcileAsync(CancellationToken ct = default);

    /// <summary>Looks for the job of one submission.</summary>
    /// <param name="submissionId">The submission.</param>
    /// <param name="ct">Stops looking.</param>
    /// <exception cref="ObjectDisposedException">The client was disposed meanwhile. What was unknown stays unknown.</exception>
    Task<Reconciliation> ReconcileAsync(Guid submissionId, CancellationToken ct = default);

    /// <summary>
    /// Takes your word for what became of a submission whose outcome is unknown, or that was not found: you have looked yourself. It is
    /// written into the journal and not looked for again.
    /// </summary>
    /// <param name="submissionId">The submission.</param>
    /// <param name="runId">Its job's id; null if there is no job, so that it may be sent again under its id.</param>
    /// <returns>The job; null if there is none.</returns>
    /// <exception cref="ArgumentException">No job can have such an id.</exception>
    /// <exception cref="InvalidOperationException">It is on its way, or has another job.</exception>
    /// <exception cref="JournalException">The journal cannot be written.</exception>
    VideoJob? Settle(Guid submissionId, string? runId);

    /// <summary>The account's recent jobs, newest first.</summary>
    /// <param name="model">Only of this model; null for all.</param>
    /// <param name="submissionId">Only of this submission; null for all. The service may ignore it: look at the rows.</param>
    /// <param name="limit">At most so many, 1 to 50.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="NanoGptException">There is no usable answer.</exception>
    Task<IReadOnlyList<RecoveredRun>> RecoverAsync(
        string? model = null, Guid? submissionId = null, int limit = 10, CancellationToken ct = default);

    /// <summary>The video models that the service has at this moment, as it describes them.</summary>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="NanoGptException">There is no usable answer.</exception>
    Task<IReadOnlyList<LiveModel>> ListModelsAsync(CancellationToken ct = default);

    /// <summary>What the account can spend.</summary>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="NanoGptException">There is no usable answer.</exception>
    Task<AccountBalance> GetBalanceAsync(CancellationToken ct = default);

    /// <summary>
    /// Extends one of the videos of a Midjourney job; a paid call like a submission, journalled like one, and never repeated either.
    /// The service takes no submission id with it: reconciling an unknown outcome can show that there is no job, if the service lists its
    /// jobs back to the one that was extended, but not which of several recent jobs it is. Whoever knows says so with <see cref="Settle"/>.
    /// </summary>
    /// <param name="job">The finished job.</param>
    /// <param name="index">The video's place, 0 to 3.</param>
    /// <param name="ct">Stops it. Once sending has begun, stopping leaves the outcome unknown.</param>
    /// <exception cref="SubmissionOutcomeUnknownException">It may have been accepted and charged.</exception>
    /// <exception cref="NanoGptException">The service refused it; the type says why.</exception>
    Task<VideoJob> ExtendAsync(VideoJob job, int index, CancellationToken ct = default);

    /// <summary>Downloads what the service keeps of a finished job, by the job's id and not by a link; not every model has it.</summary>
    /// <param name="job">The job.</param>
    /// <param name="variant">What of it.</param>
    /// <param name="path">The file.</param>
    /// <param name="overwrite">Whether it may replace a file.</param>
    /// <param name="progress">Told how much is there; null for nobody.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="NanoGptException">It cannot be fetched.</exception>
    Task DownloadContentAsync(
        VideoJob job, ContentVariant variant, string path, bool overwrite = false, IProgress<DownloadProgress>? progress = null,
        CancellationToken ct = default);
}

/// <summary>What an account can spend.</summary>
/// <param name="Usd">In US dollars; null if the service does not say.</param>
/// <param name="Nano">In Nano; null if the service does not say.</param>
/// <param name="NanoDepositAddress">Where Nano can be paid in; null if the service does not say. Compare it with what the website shows.</param>
public sealed record AccountBalance(decimal? Usd, decimal? Nano, string? NanoDepositAddress);

/// <summary>A model as the service describes it.</summary>
/// <param name="Id">The model's id.</param>
/// <param name="Name">Its name; null if the service gives none.</param>
/// <param name="Description">A sentence; null if the service gives none.</param>
/// <param name="Json">Everything that the service says.</param>
public sealed record LiveModel(string Id, string? Name, string? Description, JsonElement Json);

/// <summary>What can be fetched of a finished job by its id.</summary>
public enum ContentVariant
{
    /// <summary>The video.</summary>
    Video,

    /// <summary>A picture of it.</summary>
    Thumbnail,

    /// <summary>Many small pictures of it in one.</summary>
    Spritesheet,
}
