using NanoGpt.Extensions.AI.Functions;
using NanoGpt.Extensions.AI.Results;

namespace NanoGpt.Extensions.AI.Operations;

/// <summary>Reports jobs, waits for them and saves their videos.</summary>
internal sealed class JobOperations(ServiceList services, VideoToolOptions options)
{
    private const int DefaultCount = 20;
    private const int MaxCount = 100;

    public async Task<FunctionResult> GetAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        var record = await services.FindAsync(arguments.GetText("job"), cancellationToken).ConfigureAwait(false);
        return FindJob(record) is { } job
            ? Describe(record, await job.GetStatusAsync(cancellationToken).ConfigureAwait(false))
            : new FunctionResult(JobView.Create(record));
    }

    public async Task<FunctionResult> ListAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        var records = await services.ListAsync(cancellationToken).ConfigureAwait(false);
        var count = (int)(arguments.FindNumber("limit", 1, MaxCount) ?? DefaultCount);
        return new FunctionResult(
            new JobList(records.Count, [.. records.Take(count).Select(static record => JobView.Create(record))]));
    }

    public async Task<FunctionResult> WaitAsync(ToolArguments arguments, VideoCall call, CancellationToken cancellationToken)
    {
        var longest = (decimal)options.MaxWait.TotalSeconds;
        var seconds = arguments.FindNumber("seconds", 0, longest) ?? longest;
        var record = await services.FindAsync(arguments.GetText("job"), cancellationToken).ConfigureAwait(false);
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds((double)seconds), options.TimeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellationToken);
        JobUpdate? last = null;
        try
        {
            if (FindJob(record) is not { } job)
            {
                return await LookAsync(record, linked.Token).ConfigureAwait(false);
            }

            await foreach (var update in job.WatchAsync(linked.Token).ConfigureAwait(false))
            {
                last = update;
                call.Progress?.Report(update);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WaitTimedOutException)
        {
            cancellationToken.ThrowIfCancellationRequested();   // otherwise, the time of this wait has passed
        }

        return last is null ? new FunctionResult(JobView.Create(record)) : Describe(record, last);
    }

    public async Task<FunctionResult> SaveAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        var record = await services.FindAsync(arguments.GetText("job"), cancellationToken).ConfigureAwait(false);
        if (FindJob(record) is not { } job
            || await job.GetStatusAsync(cancellationToken).ConfigureAwait(false) is not { IsTerminal: true })
        {
            throw new ToolException(ToolErrors.NotFinished, "The job has not ended yet: call wait_for_job first.");
        }

        var result = await job.WaitAsync(progress: null, cancellationToken).ConfigureAwait(false);
        var paths = OutputFiles.Choose(
            options.OutputFolder, arguments.FindText("file") ?? job.RunId, result.Outputs.Count);
        for (var i = 0; i < paths.Count; i++)
        {
            await result.DownloadOutputAsync(i, paths[i], cancellationToken: cancellationToken).ConfigureAwait(false);
        }

        await NoteSavedAsync(record, cancellationToken).ConfigureAwait(false);
        return new FunctionResult(
            new SaveResult(job.RunId, [.. paths.Select(static path => new SavedFile(path, new FileInfo(path).Length))]),
            [.. paths.Select(VideoContents.GetFile)]);
    }

    private static FunctionResult Describe(SubmissionRecord record, JobUpdate update) =>
        new(JobView.Create(record, update), VideoContents.GetLinks(update));

    private VideoJob? FindJob(SubmissionRecord record) =>
        record.RunId is null ? null : record.FindJob(services.Find(record.Provider).OpenClient());

    // The service may list the job of a submission whose response was lost.
    private async Task<FunctionResult> LookAsync(SubmissionRecord record, CancellationToken cancellationToken)
    {
        var service = services.Find(record.Provider);
        if (record.State == SubmissionState.Unknown && service.OpenClient() is INanoGptClient client)
        {
            await client.ReconcileAsync(record.Id, cancellationToken).ConfigureAwait(false);
        }

        return new FunctionResult(
            JobView.Create(await service.OpenStore().FindAsync(record.Id, cancellationToken).ConfigureAwait(false) ?? record));
    }

    private async Task NoteSavedAsync(SubmissionRecord record, CancellationToken cancellationToken)
    {
        var store = services.Find(record.Provider).OpenStore();
        if (await store.FindAsync(record.Id, cancellationToken).ConfigureAwait(false) is { } current)
        {
            await store.RecordAsync(current with { State = SubmissionState.Saved }, cancellationToken).ConfigureAwait(false);
        }
    }
}
