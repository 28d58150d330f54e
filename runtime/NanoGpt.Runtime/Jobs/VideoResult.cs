namespace NanoGpt;

/// <summary>Represents the videos of a completed job.</summary>
public sealed class VideoResult
{
    private readonly IVideoClient client;

    /// <summary>Initializes a result. For implementations of <see cref="IVideoClient"/>.</summary>
    /// <param name="client">The client that downloads the videos.</param>
    /// <param name="job">The job.</param>
    /// <param name="update">The last update of the job.</param>
    public VideoResult(IVideoClient client, VideoJob job, JobUpdate update)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(update);
        (this.client, Job, Update) = (client, job, update);
    }

    /// <summary>Gets the job.</summary>
    public VideoJob Job { get; }

    /// <summary>Gets the last update of the job.</summary>
    public JobUpdate Update { get; }

    /// <summary>Gets the videos. Most models create one.</summary>
    public IReadOnlyList<VideoOutput> Outputs => Update.Outputs;

    // The timestamp at which this client observed the completion; null if it did not wait for the job.
    internal long? CompletedAt { get; init; }

    /// <summary>Gets the cost, in the currency of the payment of the job; null if it is unknown.</summary>
    public decimal? Cost => Update.Cost ?? Job.Cost;

    /// <summary>Downloads the only video into a new file. The file is complete or absent.</summary>
    /// <inheritdoc cref="DownloadAsync(string, bool, IProgress{DownloadProgress}?, CancellationToken)"/>
    public Task DownloadAsync(
        string path, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default) =>
        DownloadAsync(path, overwrite: false, progress, cancellationToken);

    /// <summary>Downloads the only video. The file is complete, or as it was before.</summary>
    /// <exception cref="InvalidOperationException">The job created several videos.</exception>
    /// <inheritdoc cref="DownloadOutputAsync(int, string, bool, IProgress{DownloadProgress}?, CancellationToken)"/>
    public Task DownloadAsync(
        string path, bool overwrite, IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Outputs.Count == 1
            ? DownloadOutputAsync(0, path, overwrite, progress, cancellationToken)
            : throw new InvalidOperationException(
                $"The job created {Outputs.Count} videos: download each with {nameof(DownloadOutputAsync)}.");

    /// <summary>Downloads one of several videos. The file is complete, or as it was before.</summary>
    /// <param name="index">The index of the video in <see cref="Outputs"/>.</param>
    /// <param name="path">The path of the file.</param>
    /// <param name="overwrite">true to replace an existing file; otherwise, false.</param>
    /// <param name="progress">Receives the progress; null for none.</param>
    /// <param name="cancellationToken">
    /// A token that cancels the download. Received bytes are kept beside the file if the server supports ranges.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">There is no video with this index.</exception>
    /// <exception cref="IOException">The file exists, cannot be written, or is the target of another download.</exception>
    /// <exception cref="UnauthorizedAccessException">The user has no permission to write into the folder.</exception>
    /// <exception cref="OutputExpiredException">The video is no longer available.</exception>
    /// <exception cref="DownloadFailedException">The download failed, or the received file is not a video.</exception>
    public Task DownloadOutputAsync(
        int index, string path, bool overwrite = false, IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        client.DownloadAsync(this, index, path, overwrite, progress, cancellationToken);

    /// <summary>Downloads one of several videos into a target, such as an object storage.</summary>
    /// <param name="index">The index of the video in <see cref="Outputs"/>.</param>
    /// <param name="target">The target, which is completed after the last byte.</param>
    /// <param name="progress">Receives the progress; null for none.</param>
    /// <param name="cancellationToken">A token that cancels the download.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no video with this index.</exception>
    /// <exception cref="IOException">The target failed.</exception>
    /// <exception cref="OutputExpiredException">The video is no longer available.</exception>
    /// <exception cref="DownloadFailedException">The download failed, or what was received is not a video.</exception>
    public Task DownloadOutputAsync(
        int index, IDownloadTarget target, IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        client.DownloadAsync(this, index, target, progress, cancellationToken);

    /// <summary>
    /// Returns the name of a file for one of the videos, the same in every process. It consists of the model, the submission id
    /// or else the id of the job, and a number from the second video on.
    /// </summary>
    /// <param name="index">The index of the video in <see cref="Outputs"/>.</param>
    public string GetFileName(int index)
    {
        var number = index == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{index + 1}");
        var name = $"{Job.Model}-{Job.SubmissionId?.ToString() ?? Job.RunId}{number}.mp4";
        return string.Create(name.Length, name, static (span, text) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.IsAsciiLetterOrDigit(text[i]) || text[i] is '-' or '_' or '.' ? text[i] : '_';
            }
        });
    }
}

/// <summary>Represents a video of a job.</summary>
/// <param name="Url">The address of the video. It expires at an undocumented time.</param>
public sealed record VideoOutput(Uri Url)
{
    /// <summary>
    /// Gets a value that indicates whether <see cref="Url"/> can be fetched by a GET. If false, as for most models of Venice, it
    /// is an endpoint that only the client can download from.
    /// </summary>
    public bool IsLink { get; init; } = true;
}

/// <summary>Represents the progress of a download.</summary>
/// <param name="BytesReceived">The number of bytes received.</param>
/// <param name="TotalBytes">The total number of bytes; null if it is unknown.</param>
public readonly record struct DownloadProgress(long BytesReceived, long? TotalBytes);
