namespace NanoGpt;

/// <summary>The videos of a completed job.</summary>
public sealed class VideoResult
{
    private readonly IVideoClient client;

    /// <summary>A result; for implementations of <see cref="IVideoClient"/>.</summary>
    /// <param name="client">Who downloads.</param>
    /// <param name="job">The job.</param>
    /// <param name="update">Its last update.</param>
    public VideoResult(IVideoClient client, VideoJob job, JobUpdate update)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(update);
        this.client = client;
        Job = job;
        Update = update;
    }

    /// <summary>The job.</summary>
    public VideoJob Job { get; }

    /// <summary>The job's last update.</summary>
    public JobUpdate Update { get; }

    /// <summary>The videos; most models make one.</summary>
    public IReadOnlyList<VideoOutput> Outputs => Update.Outputs;

    // When the job was seen to be completed, as a timestamp of the client's clock; null if this client has not waited for it.
    internal long? CompletedAt { get; init; }

    /// <summary>What it cost, in the currency of the job's payment; null if the service does not say.</summary>
    public decimal? Cost => Update.Cost ?? Job.Cost;

    /// <summary>Downloads the only video. The file is complete or absent.</summary>
    /// <param name="path">The file; must not exist.</param>
    /// <param name="progress">Told how much is there; null for nobody.</param>
    /// <param name="ct">Stops it; what came already is kept beside the file, where the server can continue it.</param>
    /// <exception cref="InvalidOperationException">The job made several videos.</exception>
    /// <exception cref="IOException">The file exists, cannot be written, or another video is being downloaded to it.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not write into the folder.</exception>
    /// <exception cref="OutputExpiredException">The video is gone.</exception>
    /// <exception cref="DownloadFailedException">The download failed, or what came is no video.</exception>
    public Task DownloadAsync(string path, IProgress<DownloadProgress>? progress = null, CancellationToken ct = default) =>
        DownloadAsync(path, overwrite: false, progress, ct);

    /// <summary>Downloads the only video. The file is complete or as it was before.</summary>
    /// <param name="path">The file.</param>
    /// <param name="overwrite">Whether it may replace a file.</param>
    /// <param name="progress">Told how much is there; null for nobody.</param>
    /// <param name="ct">Stops it; what came already is kept beside the file, where the server can continue it.</param>
    /// <exception cref="InvalidOperationException">The job made several videos.</exception>
    /// <exception cref="IOException">The file exists, cannot be written, or another video is being downloaded to it.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not write into the folder.</exception>
    /// <exception cref="OutputExpiredException">The video is gone.</exception>
    /// <exception cref="DownloadFailedException">The download failed, or what came is no video.</exception>
    public Task DownloadAsync(string path, bool overwrite, IProgress<DownloadProgress>? progress = null, CancellationToken ct = default) =>
        Outputs.Count == 1
            ? DownloadOutputAsync(0, path, overwrite, progress, ct)
            : throw new InvalidOperationException($"The job made {Outputs.Count} videos: download them one by one with {nameof(DownloadOutputAsync)}.");

    /// <summary>Downloads one of several videos. The file is complete or as it was before.</summary>
    /// <param name="index">Its place in <see cref="Outputs"/>.</param>
    /// <param name="path">The file.</param>
    /// <param name="overwrite">Whether it may replace a file.</param>
    /// <param name="progress">Told how much is there; null for nobody.</param>
    /// <param name="ct">Stops it; what came already is kept beside the file, where the server can continue it.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such video.</exception>
    /// <exception cref="IOException">The file exists, cannot be written, or another video is being downloaded to it.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not write into the folder.</exception>
    /// <exception cref="OutputExpiredException">The video is gone.</exception>
    /// <exception cref="DownloadFailedException">The download failed, or what came is no video.</exception>
    public Task DownloadOutputAsync(
        int index, string path, bool overwrite = false, IProgress<DownloadProgress>? progress = null, CancellationToken ct = default) =>
        client.DownloadAsync(this, index, path, overwrite, progress, ct);
}

/// <summary>One video of a job.</summary>
/// <param name="Url">Where it is; expires at a time that no source names.</param>
public sealed record VideoOutput(Uri Url)
{
    /// <summary>
    /// Whether it can be fetched by a plain GET. Venice hands out the bytes themselves, to a POST with the key: there only the client can
    /// download it, and <see cref="Url"/> is the endpoint.
    /// </summary>
    public bool IsLink { get; init; } = true;
}

/// <summary>How far a download is.</summary>
/// <param name="BytesReceived">Bytes that are there.</param>
/// <param name="TotalBytes">Bytes in all; null if the server does not say.</param>
public readonly record struct DownloadProgress(long BytesReceived, long? TotalBytes);
