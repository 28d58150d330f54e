namespace NanoGpt.Clients;

/// <summary>Submits, polls, waits and downloads for the clients of all providers.</summary>
internal sealed class ClientPipeline : IDisposable
{
    private readonly ApiConnection api;
    private readonly VideoProtocol protocol;
    private readonly RequestLimits limits;
    private readonly VideoClientOptions options;
    private readonly JobPoller poller;
    private readonly CancellationTokenSource lifetime = new();

    // Disposes the connection and the limits.
    public ClientPipeline(
        IVideoClient client, VideoProtocol protocol, ApiConnection api, RequestLimits limits, VideoClientOptions options)
    {
        (this.api, this.protocol, this.limits, this.options) = (api, protocol, limits, options);
        var submits = limits.PerMinute(options.SubmitLimiter, protocol.SubmitsPerMinute);
        Coordinator = new SubmissionCoordinator(client, api, submits, protocol, options, lifetime.Token);
        Scheduler = new PollScheduler(
            options.TimeProvider, limits.PerSecond(options.StatusLimiter, protocol.StatusRequestsPerSecond));
        poller = new JobPoller(client, protocol, Scheduler, NoteEnd, options);
        Downloader = new MediaDownloader(api, options);
    }

    public SubmissionCoordinator Coordinator { get; }

    public PollScheduler Scheduler { get; }

    public MediaDownloader Downloader { get; }

    public Task<JobUpdate> GetStatusAsync(VideoJob job, CancellationToken cancellationToken)
    {
        protocol.ThrowIfOtherProvider(job);
        return poller.GetStatusOnceAsync(job, cancellationToken);
    }

    public IAsyncEnumerable<JobUpdate> WatchAsync(VideoJob job, CancellationToken cancellationToken)
    {
        protocol.ThrowIfOtherProvider(job);
        return poller.WatchAsync(job, cancellationToken);
    }

    public Task<VideoResult> WaitAsync(VideoJob job, IProgress<JobUpdate>? progress, CancellationToken cancellationToken)
    {
        protocol.ThrowIfOtherProvider(job);
        return poller.WaitAsync(job, progress, cancellationToken);
    }

    public async Task<VideoResult> WaitAsync(
        Task<VideoJob> submission, IProgress<JobUpdate>? progress, CancellationToken cancellationToken) =>
        await poller.WaitAsync(await submission.ConfigureAwait(false), progress, cancellationToken).ConfigureAwait(false);

    public async Task DownloadAsync(VideoResult result, int index, string path, Func<VideoOutput, Task> save)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, result.Outputs.Count);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var job = result.Job;
        protocol.ThrowIfOtherProvider(job);
        using var scope = options.Observer.Start(NanoGptOperation.Download, job.Model, job);
        try
        {
            await save(result.Outputs[index]).ConfigureAwait(false);
        }
        catch (NanoGptException exception)
        {
            exception.RunId ??= job.RunId;
            exception.SubmissionId ??= job.SubmissionId;
            throw;
        }

        if (protocol.EndsWhenSaved)
        {
            Coordinator.NoteEnd(job);   // only now: after a crash, the journal must still contain the job and its link
        }

        options.Observer.Notify(NanoGptEvent.ForJob(NanoGptEventKind.Downloaded, job));
    }

    public void Dispose()
    {
        lifetime.Cancel();   // first, so that waits report that the client was disposed
        Scheduler.Dispose();
        limits.Dispose();
        Coordinator.Dispose();
        api.Dispose();
        Downloader.Dispose();
    }

    private void NoteEnd(VideoJob job, JobUpdate last)
    {
        if (!protocol.EndsWhenSaved || last.Status != JobStatus.Completed)
        {
            Coordinator.NoteEnd(job);
        }
    }
}
