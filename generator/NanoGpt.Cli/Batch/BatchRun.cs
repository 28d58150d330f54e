using System.Collections.Concurrent;
using NanoGpt.Cli.Service;

namespace NanoGpt.Cli.Batch;

/// <summary>Sends the planned requests of a batch, waits for their jobs and saves their videos, several at once.</summary>
internal sealed class BatchRun(
    CommandHost host, string path, string name, IReadOnlyList<BatchItem> items, ISubmissionStore store, VideoClient client,
    string folder)
{
    private readonly Dictionary<Guid, BatchItem> byId = items.ToDictionary(static item => item.Id);
    private readonly ConcurrentDictionary<Guid, BatchResult> results = [];
    private int saved;
    private volatile int stopCode;

    /// <summary>Gets what this process has found out about the submissions.</summary>
    public IReadOnlyDictionary<Guid, BatchResult> Results => results;

    /// <summary>Gets the exit code of the failure after which nothing more was sent; 0 for none.</summary>
    public int StopCode => stopCode;

    /// <summary>Returns the file of a request.</summary>
    public static string FileOf(string folder, BatchItem item) => Path.Combine(
        folder, $"{item.Request.Model.Id.Replace('/', '_')}-{item.Id.ToString("N", CultureInfo.InvariantCulture)[..12]}.mp4");

    public async Task RunAsync(int parallel, CancellationToken cancellationToken)
    {
        if (client is NanoGptClient nanoGpt)
        {
            foreach (var found in await nanoGpt.ReconcileAsync(cancellationToken))
            {
                await host.Error.WriteLineAsync($"{found.SubmissionId}: {found.Job?.RunId ?? found.Reason}");
            }
        }

        await Task.WhenAll(Enumerable.Range(0, parallel).Select(_ => WorkAsync(cancellationToken)));
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        while (await ClaimAsync(cancellationToken) is { } claimed)
        {
            // A line that another machine has planned stays for it.
            if (byId.TryGetValue(claimed.Id, out var item))
            {
                await ProcessAsync(claimed, item, cancellationToken);
            }
        }
    }

    // What is paid for comes first.
    private async Task<SubmissionRecord?> ClaimAsync(CancellationToken cancellationToken) =>
        await ClaimKeeper.ClaimAsync(store, SubmissionState.Completed, name, cancellationToken)
        ?? await ClaimKeeper.ClaimAsync(store, SubmissionState.Accepted, name, cancellationToken)
        ?? (stopCode == ExitCode.Ok
            ? await ClaimKeeper.ClaimAsync(store, SubmissionState.Planned, name, cancellationToken)
            : null);

    private async Task ProcessAsync(SubmissionRecord claimed, BatchItem item, CancellationToken cancellationToken)
    {
        var start = host.Clock.GetTimestamp();
        try
        {
            var job = claimed.State == SubmissionState.Planned
                ? await SubmitAsync(item, cancellationToken)
                : Resume(claimed);
            await using var keeper = await ClaimKeeper.HoldAsync(store, item.Id, host.Clock);
            var video = await job.WaitAsync(progress: null, cancellationToken);
            await new VideoTarget(host, FileOf(folder, item), overwrite: true).SaveAsync(video, cancellationToken);
            if (await store.FindAsync(item.Id, cancellationToken) is { } completed)
            {
                await store.RecordAsync(completed with { State = SubmissionState.Saved }, cancellationToken);
            }

            results[item.Id] = new BatchResult(host.Clock.GetElapsedTime(start), Error: null);
            await WriteAsync(item, $"saved ({Interlocked.Increment(ref saved)} of {items.Count} in this run)");
        }
        catch (Exception e) when (e is not OperationCanceledException
            && e is NanoGptException or IOException or UnauthorizedAccessException)
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

    private VideoJob Resume(SubmissionRecord record) => new(client, record.RunId!, record.Model)
    {
        Provider = record.Provider,
        SubmissionId = record.Id,
        SubmittedAt = record.SubmittedAt,
        DownloadLink = record.DownloadLink,
    };

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
