using System.Collections.Concurrent;
using NanoGpt.Cli.Service;

namespace NanoGpt.Cli.Batch;

/// <summary>Sends the planned requests of a batch, waits for their jobs and saves their videos, several at once.</summary>
internal sealed class BatchRun(
    CommandHost host, string path, string name, IReadOnlyList<BatchItem> items, ISubmissionStore store, VideoClient client,
    string folder)
{
    private static readonly TimeSpan HeldInterval = TimeSpan.FromSeconds(5);

    private readonly Dictionary<Guid, BatchItem> byId = items.ToDictionary(static item => item.Id);
    private readonly ConcurrentDictionary<Guid, BatchResult> results = [];
    private readonly ConcurrentDictionary<Guid, BatchItem> own = [];   // what this process works on, or has worked on
    private int saved;
    private volatile int stopCode;

    /// <summary>Gets what this process has found out about the submissions.</summary>
    public IReadOnlyDictionary<Guid, BatchResult> Results => results;

    /// <summary>Gets the exit code of the failure after which nothing more was sent; 0 for none.</summary>
    public int StopCode => stopCode;

    /// <summary>Returns the file of a request.</summary>
    public static string FileOf(string folder, BatchItem item) => Path.Combine(
        folder, $"{item.Request.Model.Id.Replace('/', '_')}-{item.Id.ToString("N", CultureInfo.InvariantCulture)[..12]}.mp4");

    public Task RunAsync(int parallel, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, parallel).Select(_ => WorkAsync(cancellationToken)));

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await ClaimAsync(cancellationToken) is not { } claimed)
            {
                if (!await IsAnyHeldAsync(cancellationToken))
                {
                    return;
                }

                await Task.Delay(HeldInterval, host.Clock, cancellationToken);
            }
            else if (byId.TryGetValue(claimed.Id, out var item))   // a line that only another machine has stays for it
            {
                await ProcessAsync(claimed, item, cancellationToken);
            }
        }
    }

    // Whether other processes have claimed submissions, which this one continues if they do not.
    private async Task<bool> IsAnyHeldAsync(CancellationToken cancellationToken)
    {
        SubmissionState[] states = [SubmissionState.Sending, SubmissionState.Accepted, SubmissionState.Completed];
        var held = await store.ListAsync(
            stopCode == ExitCode.Ok ? [.. states, SubmissionState.Planned] : states, name, cancellationToken);
        return held.Any(record => byId.ContainsKey(record.Id) && !own.ContainsKey(record.Id));
    }

    // What is paid for comes first.
    private async Task<SubmissionRecord?> ClaimAsync(CancellationToken cancellationToken) =>
        await ClaimKeeper.ClaimAsync(store, SubmissionState.Completed, name, cancellationToken)
        ?? await ClaimKeeper.ClaimAsync(store, SubmissionState.Accepted, name, cancellationToken)
        ?? (client is NanoGptClient
            ? await ClaimKeeper.ClaimAsync(store, SubmissionState.Unknown, name, cancellationToken)
            : null)
        ?? (stopCode == ExitCode.Ok
            ? await ClaimKeeper.ClaimAsync(store, SubmissionState.Planned, name, cancellationToken)
            : null);

    private async Task ProcessAsync(SubmissionRecord claimed, BatchItem item, CancellationToken cancellationToken)
    {
        var start = host.Clock.GetTimestamp();
        own[item.Id] = item;
        try
        {
            await using var keeper = await ClaimKeeper.HoldAsync(store, item.Id, host.Clock);
            var job = claimed.State switch
            {
                SubmissionState.Planned => await SubmitAsync(item, cancellationToken),
                SubmissionState.Unknown => await FindAsync(item, cancellationToken),
                _ => claimed.FindJob(client)!,
            };
            var video = await job.WaitAsync(progress: null, cancellationToken);
            await new VideoTarget(host, FileOf(folder, item), overwrite: true).SaveAsync(video, cancellationToken);
            if (await store.FindAsync(item.Id, cancellationToken) is { } completed)
            {
                await store.RecordAsync(completed with { State = SubmissionState.Saved }, cancellationToken);
            }

            results[item.Id] = new BatchResult(host.Clock.GetElapsedTime(start), Error: null);
            await WriteAsync(item, $"saved ({Interlocked.Increment(ref saved)} of {items.Count} in this run)");
        }
        catch (OperationCanceledException)
        {
            await ClaimKeeper.ReleaseAsync(store, item.Id);
            throw;
        }
        catch (Exception e) when (e is NanoGptException or IOException or UnauthorizedAccessException)
        {
            results[item.Id] = new BatchResult(host.Clock.GetElapsedTime(start), e.Message);
            await WriteAsync(item, e.Message);
            StopIfAllWouldFail(e);
        }
    }

    private async Task<VideoJob> SubmitAsync(BatchItem item, CancellationToken cancellationToken)
    {
        var request = item.Request.ToRequest();
        var job = client is NanoGptClient nanoGpt
            ? await nanoGpt.SubmitAsync(request, new SubmitOptions { SubmissionId = item.Id }, cancellationToken)
            : await ((VeniceClient)client).SubmitAsync((VeniceRequest)request, item.Id, cancellationToken);
        await WriteAsync(item, $"accepted as {job.RunId}");
        return job;
    }

    private async Task<VideoJob> FindAsync(BatchItem item, CancellationToken cancellationToken)
    {
        var found = await ((NanoGptClient)client).ReconcileAsync(item.Id, cancellationToken);
        return found.Job ?? throw new SubmissionOutcomeUnknownException(
            $"The outcome of submission {item.Id} is unknown: {found.Reason}.");
    }

    private void StopIfAllWouldFail(Exception exception)
    {
        var code = exception switch
        {
            SubmissionStoreException or IOException or UnauthorizedAccessException => ExitCode.File,
            NanoGptException failure => ServiceFailure.Code(failure),
            _ => ExitCode.Ok,
        };
        if (code is ExitCode.Authentication or ExitCode.Balance or ExitCode.RateLimit or ExitCode.File)
        {
            stopCode = code;
        }
    }

    private Task WriteAsync(BatchItem item, string text) =>
        host.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{path}({item.Line}): {text}"));
}

/// <summary>Represents what a process has found out about a submission.</summary>
/// <param name="Elapsed">The time that it took.</param>
/// <param name="Error">The error; null for none.</param>
internal sealed record BatchResult(TimeSpan Elapsed, string? Error);
