namespace NanoGpt;

/// <summary>What every provider of videos can do, so that code written for one reads the same for another.</summary>
public interface IVideoClient
{
    /// <summary>Sends a request: one POST, never repeated.</summary>
    /// <param name="request">The request; validated first unless told not to.</param>
    /// <param name="ct">Stops it. Once sending has begun, stopping leaves the outcome unknown, and so does disposing the client.</param>
    /// <returns>The job, if the service accepted it.</returns>
    /// <exception cref="RequestInvalidException">The request is invalid; nothing was sent.</exception>
    /// <exception cref="NanoGptConnectionException">There was no connection, or the client was disposed; nothing was sent.</exception>
    /// <exception cref="SubmissionOutcomeUnknownException">It may have been accepted and charged.</exception>
    /// <exception cref="NanoGptException">The service refused it; the type says why.</exception>
    Task<VideoJob> SubmitAsync(VideoRequest request, CancellationToken ct = default);

    /// <summary>Asks once where a job is.</summary>
    /// <param name="job">The job.</param>
    /// <param name="ct">Stops asking.</param>
    Task<JobUpdate> GetStatusAsync(VideoJob job, CancellationToken ct = default);

    /// <summary>Asks for a job until it ends; the last update is terminal.</summary>
    /// <param name="job">The job.</param>
    /// <param name="ct">Stops asking; the job goes on.</param>
    IAsyncEnumerable<JobUpdate> WatchAsync(VideoJob job, CancellationToken ct = default);

    /// <summary>Waits for a job's videos.</summary>
    /// <param name="job">The job.</param>
    /// <param name="progress">Told every update; null for nobody.</param>
    /// <param name="ct">Stops waiting; the job goes on.</param>
    Task<VideoResult> WaitAsync(VideoJob job, IProgress<JobUpdate>? progress = null, CancellationToken ct = default);

    /// <summary>Submits and waits.</summary>
    /// <param name="request">The request.</param>
    /// <param name="progress">Told every update; null for nobody.</param>
    /// <param name="ct">Stops it; an accepted job goes on.</param>
    Task<VideoResult> GenerateAsync(VideoRequest request, IProgress<JobUpdate>? progress = null, CancellationToken ct = default);

    /// <summary>Downloads a video of a result. The file is complete or as it was before.</summary>
    /// <param name="result">The result.</param>
    /// <param name="index">The video's place in the result.</param>
    /// <param name="path">The file.</param>
    /// <param name="overwrite">Whether it may replace a file.</param>
    /// <param name="progress">Told how much is there; null for nobody.</param>
    /// <param name="ct">Stops it; what came already is kept beside the file, where the server can continue it.</param>
    Task DownloadAsync(
        VideoResult result, int index, string path, bool overwrite = false, IProgress<DownloadProgress>? progress = null,
        CancellationToken ct = default);

    /// <summary>The job of a handle, without asking the service.</summary>
    /// <param name="handleJson">What <see cref="VideoJob.ToHandleJson()"/> gave.</param>
    /// <exception cref="FormatException">The text is no handle, or one of another provider's job.</exception>
    VideoJob Resume(string handleJson);
}
