namespace NanoGpt;

/// <summary>Submits requests to a provider, polls and waits for their jobs, and downloads videos. It is thread-safe.</summary>
public abstract class VideoClient : IVideoClient, IDisposable
{
    private readonly VideoProtocol protocol;
    private readonly JobPoller poller;
    private readonly CancellationTokenSource lifetime = new();

    // Disposes the protocol.
    private protected VideoClient(VideoProtocol protocol)
    {
        this.protocol = protocol;
        var (api, options, limits) = (protocol.Api, protocol.Options, protocol.Limits);
        var submits = limits.PerMinute(options.SubmitLimiter, protocol.SubmitsPerMinute);
        Coordinator = new SubmissionCoordinator(this, api, submits, protocol, options, lifetime.Token);
        Scheduler = new PollScheduler(
            options.TimeProvider, limits.PerSecond(options.StatusLimiter, protocol.StatusRequestsPerSecond));
        poller = new JobPoller(this, protocol, Scheduler, NoteEndAsync, options);
        Downloader = new MediaDownloader(api, options);
    }

    private protected SubmissionCoordinator Coordinator { get; }

    private protected PollScheduler Scheduler { get; }

    private protected MediaDownloader Downloader { get; }

    /// <inheritdoc/>
    public Task<IReadOnlyList<VideoJob>> GetOpenJobsAsync(CancellationToken cancellationToken = default) =>
        Coordinator.GetOpenJobsAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<VideoJob> SubmitAsync(VideoRequest request, CancellationToken cancellationToken = default) =>
        SubmitCheckedAsync(request, new SubmitOptions(), cancellationToken);

    /// <inheritdoc/>
    public Task<JobUpdate> GetStatusAsync(VideoJob job, CancellationToken cancellationToken = default)
    {
        protocol.ThrowIfOtherProvider(job);
        return poller.GetStatusOnceAsync(job, cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<JobUpdate> WatchAsync(VideoJob job, CancellationToken cancellationToken = default)
    {
        protocol.ThrowIfOtherProvider(job);
        return poller.WatchAsync(job, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<VideoResult> WaitAsync(
        VideoJob job, IProgress<JobUpdate>? progress = null, CancellationToken cancellationToken = default)
    {
        protocol.ThrowIfOtherProvider(job);
        return poller.WaitAsync(job, progress, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<VideoResult> GenerateAsync(
        VideoRequest request, IProgress<JobUpdate>? progress = null, CancellationToken cancellationToken = default)
    {
        var job = await SubmitAsync(request, cancellationToken).ConfigureAwait(false);
        return await poller.WaitAsync(job, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task DownloadAsync(
        VideoResult result, int index, string path, bool overwrite = false, IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        await DownloadAsync(
            result, index,
            source => Downloader.DownloadAsync(source, path, overwrite, isPicture: false, progress, cancellationToken),
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task DownloadAsync(
        VideoResult result, int index, IDownloadTarget target, IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        await DownloadAsync(
            result, index, source => Downloader.DownloadAsync(source, target, progress, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public virtual VideoJob Resume(string handleJson) => JobHandle.Read(handleJson, this, protocol.Provider);

    /// <inheritdoc/>
    public abstract Task<IReadOnlyList<LiveModel>> ListModelsAsync(CancellationToken cancellationToken = default);

    /// <summary>Ends waits, and closes the connections and the journal. Jobs continue.</summary>
    public void Dispose()
    {
        lifetime.Cancel();   // first, so that waits report that the client was disposed
        Scheduler.Dispose();
        Coordinator.Dispose();
        protocol.Dispose();
        Downloader.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected async Task<VideoJob> SubmitCheckedAsync(
        VideoRequest request, SubmitOptions submission, CancellationToken cancellationToken)
    {
        Check(request);
        return await Coordinator.SubmitAsync(request, submission, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Throws if the request belongs to another provider or is invalid.</summary>
    private protected abstract void Check(VideoRequest request);

    /// <summary>Downloads a video by a function, which may be called with a second source if the first has expired.</summary>
    private protected abstract Task SaveAsync(
        VideoResult result, int index, Func<IVideoSource, Task> download, CancellationToken cancellationToken);

    private async Task DownloadAsync(
        VideoResult result, int index, Func<IVideoSource, Task> download, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, result.Outputs.Count);
        var job = result.Job;
        protocol.ThrowIfOtherProvider(job);
        using var scope = protocol.Options.Observer.Start(NanoGptOperation.Download, job.Model, job);
        try
        {
            await SaveAsync(result, index, download, cancellationToken).ConfigureAwait(false);
        }
        catch (NanoGptException exception)
        {
            exception.RunId ??= job.RunId;
            exception.SubmissionId ??= job.SubmissionId;
            throw;
        }

        if (protocol.EndsWhenSaved)
        {
            // Only now: after a crash, the journal must still contain the job and its link.
            await Coordinator.NoteEndAsync(job, SubmissionState.Saved).ConfigureAwait(false);
        }

        protocol.Options.Observer.Notify(NanoGptEvent.ForJob(NanoGptEventKind.Downloaded, job));
    }

    private Task NoteEndAsync(VideoJob job, JobUpdate last) =>
        last.Status != JobStatus.Completed ? Coordinator.NoteEndAsync(job, SubmissionState.Failed, last.Error)
            : protocol.EndsWhenSaved ? Task.CompletedTask
            : Coordinator.NoteEndAsync(job, SubmissionState.Completed);
}
