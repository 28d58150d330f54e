namespace NanoGpt;

/// <summary>Represents a client of a provider of videos, so that code for one provider works with another.</summary>
public interface IVideoClient
{
    /// <summary>
    /// Returns the open jobs of the journal or store, to wait for after a restart. Empty without one. A job of Venice stays open
    /// until its video is downloaded, because the links of private models are returned only once.
    /// </summary>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <exception cref="SubmissionStoreException">The store cannot be used.</exception>
    Task<IReadOnlyList<VideoJob>> GetOpenJobsAsync(CancellationToken cancellationToken = default);

    /// <summary>Submits a request. Sends one POST and never resubmits it after an unknown outcome.</summary>
    /// <param name="request">The request. It is validated first, unless validation is turned off.</param>
    /// <param name="cancellationToken">
    /// A token that cancels the operation. If sending has begun, the outcome is then unknown, as when the client is disposed.
    /// </param>
    /// <returns>The job that the service accepted.</returns>
    /// <exception cref="RequestInvalidException">The request is invalid. Nothing was sent.</exception>
    /// <exception cref="NanoGptConnectionException">Connecting failed, or the client was disposed. Nothing was sent.</exception>
    /// <exception cref="SubmissionOutcomeUnknownException">The request may have been accepted and charged.</exception>
    /// <exception cref="NanoGptException">The service rejected the request. The exception type gives the reason.</exception>
    Task<VideoJob> SubmitAsync(VideoRequest request, CancellationToken cancellationToken = default);

    /// <summary>Gets the status of a job with one request.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">A token that cancels the operation. The job continues.</param>
    /// <returns>The current state of the job.</returns>
    /// <exception cref="NanoGptException">There is no usable response.</exception>
    Task<JobUpdate> GetStatusAsync(VideoJob job, CancellationToken cancellationToken = default);

    /// <summary>Polls a job until it ends. The last update is terminal. A failed job is an update, not an exception.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">A token that cancels the operation. The job continues.</param>
    /// <exception cref="NanoGptException">The job is not known, or responses are unusable. The job may continue.</exception>
    IAsyncEnumerable<JobUpdate> WatchAsync(VideoJob job, CancellationToken cancellationToken = default);

    /// <summary>Waits until a job is completed.</summary>
    /// <param name="job">The job.</param>
    /// <param name="progress">Receives each update; null for none.</param>
    /// <param name="cancellationToken">A token that cancels the wait. The job continues.</param>
    /// <exception cref="JobFailedException">The job failed or was canceled.</exception>
    /// <exception cref="WaitTimedOutException">The configured time has passed. The job continues.</exception>
    /// <exception cref="WaitCanceledException">The wait was canceled. The job continues.</exception>
    Task<VideoResult> WaitAsync(
        VideoJob job, IProgress<JobUpdate>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Submits a request and waits until its job is completed.</summary>
    /// <param name="request">The request.</param>
    /// <param name="progress">Receives each update; null for none.</param>
    /// <param name="cancellationToken">A token that cancels the operation. A job that was accepted continues.</param>
    /// <inheritdoc cref="SubmitAsync" path="/exception"/>
    /// <inheritdoc cref="WaitAsync" path="/exception"/>
    Task<VideoResult> GenerateAsync(
        VideoRequest request, IProgress<JobUpdate>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Downloads a video of a result. The file is complete, or as it was before.</summary>
    /// <param name="result">The result.</param>
    /// <param name="index">The index of the video in the result.</param>
    /// <param name="path">The path of the file.</param>
    /// <param name="overwrite">true to replace an existing file; otherwise, false.</param>
    /// <param name="progress">Receives the progress; null for none.</param>
    /// <param name="cancellationToken">
    /// A token that cancels the download. Received bytes are kept beside the file if the server supports ranges.
    /// </param>
    Task DownloadAsync(
        VideoResult result, int index, string path, bool overwrite = false, IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellationToken = default);

    /// <summary>Downloads a video of a result into a target, which is completed after the last byte.</summary>
    /// <param name="result">The result.</param>
    /// <param name="index">The index of the video in the result.</param>
    /// <param name="target">The target.</param>
    /// <param name="progress">Receives the progress; null for none.</param>
    /// <param name="cancellationToken">A token that cancels the download.</param>
    Task DownloadAsync(
        VideoResult result, int index, IDownloadTarget target, IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellationToken = default);

    /// <summary>Creates a job from a handle. Does not send anything.</summary>
    /// <param name="handleJson">The result of <see cref="VideoJob.ToHandleJson()"/>.</param>
    /// <exception cref="FormatException">The text is not a handle, or belongs to another provider.</exception>
    VideoJob Resume(string handleJson);

    /// <summary>Returns the video models that the service offers now, as it describes them.</summary>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <exception cref="NanoGptException">There is no usable response.</exception>
    Task<IReadOnlyList<LiveModel>> ListModelsAsync(CancellationToken cancellationToken = default);
}

/// <summary>Represents a model as the service describes it.</summary>
/// <param name="Id">The id of the model.</param>
/// <param name="Name">The name; null if it is unknown.</param>
/// <param name="Description">The description; null if it is unknown.</param>
/// <param name="Json">The complete description.</param>
public sealed record LiveModel(string Id, string? Name, string? Description, JsonElement Json);
