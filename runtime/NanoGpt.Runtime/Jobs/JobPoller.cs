using System.Runtime.CompilerServices;

namespace NanoGpt;

/// <summary>
/// Asks for one job until it ends. What an answer means is <see cref="PollDecision"/>'s business, when to ask is
/// <see cref="PollScheduler"/>'s; this is the loop between them.
/// </summary>
internal sealed class JobPoller(ApiConnection api, PollScheduler scheduler, NanoGptClientOptions options)
{
    private const int LongestBackoff = 6;   // poll intervals
    private const double Jitter = 0.1;

    private readonly TimeProvider time = options.TimeProvider;

    /// <summary>One question, one answer.</summary>
    public async Task<JobUpdate> AskOnceAsync(VideoJob job, CancellationToken ct)
    {
        using var turn = await scheduler.TurnAsync(TimeSpan.Zero, ct).ConfigureAwait(false);
        var decision = await AskAsync(job, new PollHistory { SinceSubmission = Age(job) }, ct).ConfigureAwait(false);
        return decision switch
        {
            PollDecision.Update { Job: var update } => update with { Elapsed = Age(job) },
            PollDecision.Again { Seen: { } update } => update with { Elapsed = Age(job) },
            PollDecision.Again again => throw Blame(job, new NanoGptException($"The job {job.RunId} gave no usable status: {again.Why}.", again.Cause)
            {
                IsRetrySafe = true,
                StatusCode = again.StatusCode,
            }),
            PollDecision.Stop stop => throw Blame(job, stop.Error),
            _ => throw new InvalidOperationException("There is no such decision."),
        };
    }

    /// <summary>Updates until one is terminal. Asks only when the consumer wants the next one, so that nothing piles up.</summary>
    public async IAsyncEnumerable<JobUpdate> WatchAsync(VideoJob job, TimeSpan? timeout, [EnumeratorCancellation] CancellationToken ct)
    {
        var start = time.GetTimestamp();
        var history = default(PollHistory);
        var failures = 0;
        var delay = TimeSpan.Zero;
        long? emptySince = null;
        JobUpdate? last = null;
        while (true)
        {
            PollDecision decision;
            using (await scheduler.TurnAsync(delay, ct).ConfigureAwait(false))
            {
                history = history with
                {
                    SinceSubmission = Age(job),
                    EmptyFor = emptySince is { } since ? time.GetElapsedTime(since) : null,
                };
                decision = await AskAsync(job, history, ct).ConfigureAwait(false);
            }

            delay = options.PollInterval * (1 - Jitter + (Jitter * options.Chance()));
            switch (decision)
            {
                case PollDecision.Update update:
                    (failures, emptySince, history) = (0, null, default);
                    last = Follow(job, last, update.Job);
                    yield return last;
                    if (last.IsTerminal)
                    {
                        yield break;
                    }

                    delay = Hint(update, delay);
                    break;

                case PollDecision.Again again:
                    history = again.Next;
                    emptySince = again.Seen is not { Status: JobStatus.Completed } ? emptySince : emptySince ?? time.GetTimestamp();
                    failures = again.Seen is null ? failures + 1 : 0;
                    delay *= Math.Clamp(1 << Math.Min(failures - 1, 8), 1, LongestBackoff);
                    delay = again.NotBefore > delay ? again.NotBefore.Value : delay;
                    Trouble(job, again, delay);
                    break;

                case PollDecision.Stop stop:
                    throw Blame(job, stop.Error);
            }

            if (timeout is { } limit)
            {
                var left = limit - time.GetElapsedTime(start);
                if (left <= TimeSpan.Zero)
                {
                    throw Blame(job, new WaitTimedOutException(
                        $"The job {job} has not ended within {limit:c}. It goes on: resume it with its handle.") { Job = job, IsRetrySafe = true });
                }

                delay = delay < left ? delay : left;
            }
        }
    }

    private async Task<PollDecision> AskAsync(VideoJob job, PollHistory history, CancellationToken ct)
    {
        try
        {
            var answer = await api.AskAsync(HttpMethod.Get, Path(job), ApiConnection.MaxAnswerBytes, ct).ConfigureAwait(false);
            return PollDecision.OfAnswer(answer, job.RunId, api.BaseAddress, history);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested && !scheduler.IsStopped && ApiConnection.IsTransport(exception))
        {
            return PollDecision.OfFailure(exception, history);
        }
    }

    private string Path(VideoJob job) => options.StatusEndpoint == StatusEndpoint.Legacy
        ? $"api/generate-video/status?runId={Uri.EscapeDataString(job.RunId)}&model={Uri.EscapeDataString(job.Model)}"
        : $"api/video/status?requestId={Uri.EscapeDataString(job.RunId)}";

    // What the service says about the time comes before our own interval.
    private TimeSpan Hint(PollDecision.Update update, TimeSpan delay)
    {
        if (update.NotBefore is { } wait)
        {
            return wait > delay ? wait : delay;
        }

        var longest = options.PollInterval * LongestBackoff;
        return update.Job.Remaining is { } left && left > delay ? (left < longest ? left : longest) : delay;
    }

    // Progress that is shown never goes back; what the service says otherwise is told.
    private JobUpdate Follow(VideoJob job, JobUpdate? last, JobUpdate update)
    {
        if (last?.RawStatus != update.RawStatus)
        {
            var kind = update.IsTerminal ? NanoGptEventKind.JobEnded
                : update.Status == JobStatus.Unknown ? NanoGptEventKind.UnknownStatus
                : last is { Status: JobStatus.Running } && update.Status == JobStatus.Queued ? NanoGptEventKind.StatusWentBack
                : NanoGptEventKind.StatusChanged;
            options.Observer.Tell(new NanoGptEvent(kind)
            {
                RunId = job.RunId,
                SubmissionId = job.SubmissionId,
                Model = job.Model,
                Status = update.Status,
                Detail = update.RawStatus,
                Cost = update.IsTerminal ? update.Cost ?? job.Cost : null,
                Currency = job.PaymentSource,
                Duration = Age(job),
            });
        }

        return update with
        {
            Progress = update.Progress < last?.Progress ? last.Progress : update.Progress,
            Elapsed = Age(job),
        };
    }

    private void Trouble(VideoJob job, PollDecision.Again again, TimeSpan delay)
    {
        if (again.StatusCode == System.Net.HttpStatusCode.TooManyRequests)
        {
            scheduler.PauseFor(again.NotBefore ?? delay);
        }

        if (again.Seen is null)
        {
            options.Observer.Tell(new NanoGptEvent(again.IsForeign ? NanoGptEventKind.ForeignAnswer : NanoGptEventKind.PollTroubled)
            { RunId = job.RunId, SubmissionId = job.SubmissionId, Model = job.Model, Detail = again.Why, Error = again.Cause, Duration = delay });
        }
    }

    private TimeSpan? Age(VideoJob job) => job.SubmittedAt is { } at ? time.GetUtcNow() - at : null;

    private static NanoGptException Blame(VideoJob job, NanoGptException exception)
    {
        exception.RunId = job.RunId;
        exception.SubmissionId = job.SubmissionId;
        return exception;
    }
}
