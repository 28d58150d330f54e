using Microsoft.Extensions.Options;

namespace NanoGpt.Orleans;

/// <summary>Makes the next step of a submission, as its state in the store says.</summary>
internal sealed class VideoJobWork(
    ISubmissionStore store, INanoGptClient client, IVideoSink sink, IEnumerable<IVideoJobHandler> handlers,
    IOptions<VideoJobOptions> options)
{
    /// <summary>Works until the submission has ended and its handlers know.</summary>
    /// <param name="id">The submission id.</param>
    /// <param name="progress">Receives the updates of the job.</param>
    /// <param name="cancellationToken">A token that cancels the work. Another activation continues it.</param>
    /// <exception cref="Exception">A step failed. The work can be tried again.</exception>
    public async Task RunAsync(Guid id, IProgress<JobUpdate> progress, CancellationToken cancellationToken)
    {
        var end = new VideoJobEnd();
        while (await store.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } record)
        {
            switch (record.State)
            {
                case SubmissionState.Planned:
                    await SubmitAsync(record, end, cancellationToken).ConfigureAwait(false);
                    break;

                case SubmissionState.Sending:
                    throw new SubmissionOutcomeUnknownException($"The submission {id} is being sent by another activation.");

                case SubmissionState.Unknown:
                    await FindJobAsync(id, cancellationToken).ConfigureAwait(false);
                    break;

                case SubmissionState.Accepted or SubmissionState.Completed:
                    await SaveAsync(record, progress, end, cancellationToken).ConfigureAwait(false);
                    break;

                default:
                    var ended = record with { Error = end.Error ?? record.Error };
                    foreach (var handler in handlers)
                    {
                        await handler.HandleEndAsync(ended, end.Videos, cancellationToken).ConfigureAwait(false);
                    }

                    return;
            }
        }
    }

    private async Task SubmitAsync(SubmissionRecord record, VideoJobEnd end, CancellationToken cancellationToken)
    {
        var request = StoredRequest.Read(record.Request);
        var callback = options.Value.CallbackUrl is { } url ? new Uri($"{url.ToString().TrimEnd('/')}/{record.Id}") : null;
        try
        {
            await client.SubmitAsync(
                request, new SubmitOptions { SubmissionId = record.Id, CallbackUrl = callback }, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (NanoGptException exception) when (exception is not SubmissionStoreException)
        {
            // The client has recorded the outcome, which the next step reads. Only one that stays planned was not sent.
            if (await store.FindAsync(record.Id, cancellationToken).ConfigureAwait(false) is { State: SubmissionState.Planned })
            {
                throw;
            }

            end.Error = exception.Message;
        }
    }

    private async Task FindJobAsync(Guid id, CancellationToken cancellationToken)
    {
        var found = await client.ReconcileAsync(id, cancellationToken).ConfigureAwait(false);
        if (found.Outcome == ReconcileOutcome.Unknown)
        {
            throw new SubmissionOutcomeUnknownException($"The outcome of submission {id} is unknown: {found.Reason}.");
        }
    }

    private async Task SaveAsync(
        SubmissionRecord record, IProgress<JobUpdate> progress, VideoJobEnd end, CancellationToken cancellationToken)
    {
        var job = new VideoJob(client, record.RunId!, record.Model)
        {
            SubmissionId = record.Id,
            SubmittedAt = record.SubmittedAt,
            RequestId = record.RequestId,
        };
        try
        {
            var result = await client.WaitAsync(job, progress, cancellationToken).ConfigureAwait(false);
            end.Videos = await sink.SaveAsync(result, cancellationToken).ConfigureAwait(false);
        }
        catch (JobFailedException exception)
        {
            end.Error = exception.Message;
            await RecordAsync(record.Id, SubmissionState.Failed, cancellationToken).ConfigureAwait(false);
            return;
        }

        await RecordAsync(record.Id, SubmissionState.Saved, cancellationToken).ConfigureAwait(false);
    }

    // Another activation, or the client, may have recorded it.
    private async Task RecordAsync(Guid id, SubmissionState state, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } current && current.State != state)
        {
            await store.RecordAsync(current with { State = state }, cancellationToken).ConfigureAwait(false);
        }
    }

    private sealed class VideoJobEnd
    {
        public IReadOnlyList<string> Videos { get; set; } = [];

        public string? Error { get; set; }
    }
}
