using NanoGpt.Http;
using NanoGpt.Jobs;

namespace NanoGpt.Clients;

/// <summary>
/// What lies between a client's members and the wire, whatever its provider: submissions, questions and downloads, within the limits, and
/// their end. The client's own are the provider's peculiarities.
/// </summary>
internal sealed class ClientPipeline : IDisposable
{
    private readonly ApiConnection api;
    private readonly VideoProtocol protocol;
    private readonly RequestLimits limits;
    private readonly VideoClientOptions options;
    private readonly JobPoller poller;
    private readonly CancellationTokenSource lifetime = new();

    /// <summary>A pipeline.</summary>
    /// <param name="client">Who answers for the jobs.</param>
    /// <param name="protocol">How its provider does it.</param>
    /// <param name="api">The connection; disposed with this.</param>
    /// <param name="limits">The limits of all calls; disposed with this.</param>
    /// <param name="options">Settings.</param>
    public ClientPipeline(IVideoClient client, VideoProtocol protocol, ApiConnection api, RequestLimits limits, VideoClientOptions options)
    {
        (this.api, this.protocol, this.limits, this.options) = (api, protocol, limits, options);
        Desk = new SubmissionDesk(client, api, limits.PerMinute(options.SubmitLimiter, protocol.SubmitsPerMinute), protocol, options, lifetime.Token);
        Scheduler = new PollScheduler(options.TimeProvider, limits.PerSecond(options.StatusLimiter, protocol.QuestionsPerSecond));
        poller = new JobPoller(client, protocol, Scheduler, NoteEnd, options);
        Downloader = new MediaDownloader(api, options);
    }

    public SubmissionDesk Desk { get; }

    public PollScheduler Scheduler { get; }

    public MediaDownloader Downloader { get; }

    public Task<JobUpdate> GetStatusAsync(VideoJob job, CancellationToken ct)
    {
        protocol.ThrowIfForeign(job);
        return poller.AskOnceAsync(job, ct);
    }

    public IAsyncEnumerable<JobUpdate> WatchAsync(VideoJob job, CancellationToken ct)
    {
        protocol.ThrowIfForeign(job);
        return poller.WatchAsync(job, ct);
    }

    public Task<VideoResult> WaitAsync(VideoJob job, IProgress<JobUpdate>? progress, CancellationToken ct)
    {
        protocol.ThrowIfForeign(job);
        return poller.WaitAsync(job, progress, ct);
    }

    public async Task<VideoResult> WaitAsync(Task<VideoJob> submission, IProgress<JobUpdate>? progress, CancellationToken ct) =>
        await poller.WaitAsync(await submission.ConfigureAwait(false), progress, ct).ConfigureAwait(false);

    /// <summary>Saves one video of a result.</summary>
    /// <param name="result">The result.</param>
    /// <param name="index">The video's place in it.</param>
    /// <param name="path">The file.</param>
    /// <param name="save">Gets the video into the file.</param>
    public async Task DownloadAsync(VideoResult result, int index, string path, Func<VideoOutput, Task> save)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, result.Outputs.Count);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var job = result.Job;
        protocol.ThrowIfForeign(job);
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
            Desk.NoteEnd(job);   // only now: a process that dies before finds the job, and its link, in the journal
        }

        options.Observer.Tell(new NanoGptEvent(NanoGptEventKind.Downloaded) { RunId = job.RunId, SubmissionId = job.SubmissionId, Model = job.Model });
    }

    /// <summary>Ends all waits and look-ups at once, and closes the connections of our own and the journal.</summary>
    public void Dispose()
    {
        lifetime.Cancel();   // first: who waits for what is disposed next would blame that
        Scheduler.Dispose();
        limits.Dispose();
        Desk.Dispose();
        api.Dispose();
        Downloader.Dispose();
    }

    private void NoteEnd(VideoJob job, JobUpdate last)
    {
        if (!protocol.EndsWhenSaved || last.Status != JobStatus.Completed)
        {
            Desk.NoteEnd(job);
        }
    }
}
