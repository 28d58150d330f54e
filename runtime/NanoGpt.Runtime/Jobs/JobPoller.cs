using System.Runtime.CompilerServices;
using System.Threading.RateLimiting;

namespace NanoGpt;

/// <summary>
/// Asks for one job until it ends. What an answer means is <see cref="PollDecision"/>'s business, when to ask is
/// <see cref="PollScheduler"/>'s; this is the loop between them.
/// </summary>
/// <param name="client">Who answers for the results.</param>
/// <param name="protocol">How jobs are asked for.</param>
/// <param name="scheduler">When.</param>
/// <param name="ended">Told the last update of each job that was waited for.</param>
/// <param name="options">Settings.</param>
internal sealed class JobPoller(
    IVideoClient client, VideoProtocol protocol, PollScheduler scheduler, Action<VideoJob, JobUpdate> ended, VideoClientOptions options)
{
    private const int LongestBackoff = 6;   // poll intervals
    private const double Jitter = 0.1;

    private readonly TimeProvider time = options.TimeProvider;

    /// <summary>One question, one answer.</summary>
    public async Task<JobUpdate> AskOnceAsync(VideoJob job, CancellationToken ct)
    {
        using var turn = await scheduler.TurnAsync(TimeSpan.Zero, ct).ConfigureAwait(false);
        var decision = await AskAsync(job, new PollHistory { SinceSubmission = Age(job) }, turn, ct).ConfigureAwait(false);
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

    /// <summary>Begins to watch a job.</summary>
    public JobWatch Watch(VideoJob job, TimeSpan? timeout) => new(job, timeout, time.GetTimestamp());

    /// <summary>Updates until one is terminal. Asks only when the consumer wants the next one, so that nothing piles up.</summary>
    public async IAsyncEnumerable<JobUpdate> WatchAsync(VideoJob job, [EnumeratorCancellation] CancellationToken ct)
    {
        var watch = Watch(job, timeout: null);
        while (true)
        {
            JobUpdate? update;
            using (var turn = await TurnAsync(watch, ct).ConfigureAwait(false))
            {
                update = await StepAsync(watch, turn, ct).ConfigureAwait(false);
            }

            if (update is not null)
            {
                yield return update;
                if (update.IsTerminal)
                {
                    yield break;
                }
            }
        }
    }

    /// <summary>Waits for a job's videos.</summary>
    /// <exception cref="JobFailedException">The job failed or was canceled.</exception>
    /// <exception cref="WaitCanceledException">The wait was canceled; the job goes on.</exception>
    public async Task<VideoResult> WaitAsync(VideoJob job, IProgress<JobUpdate>? progress, CancellationToken ct)
    {
        JobUpdate? last = null;
        long endedAt = 0;
        try
        {
            // By hand and not over WatchAsync, whose enumerator would wait too: of each wait only this method's state is kept.
            var watch = Watch(job, options.WaitTimeout);
            while (last is null)
            {
                JobUpdate? update;
                using (var turn = await TurnAsync(watch, ct).ConfigureAwait(false))
                {
                    update = await StepAsync(watch, turn, ct).ConfigureAwait(false);
                }

                if (update is null)
                {
                    continue;
                }

                if (update.IsTerminal)
                {
                    endedAt = time.GetTimestamp();
                    ended(job, update);
                    last = update;
                }

                progress?.Report(update);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested || scheduler.IsStopped)
        {
            throw new WaitCanceledException(job, ct);   // with the job, which would be lost otherwise
        }

        return last is { Status: JobStatus.Completed }
            ? new VideoResult(client, job, last) { CompletedAt = endedAt }
            : throw new JobFailedException(
                $"The job {job} {(last!.Status == JobStatus.Canceled ? "was canceled" : "failed")}{(last.Error is null ? "." : $": {last.Error}")}")
            {
                Status = last.Status,
                IsContentPolicy = last.IsContentPolicy,
                RefundMessage = last.RefundMessage,
                Update = last,
                RunId = job.RunId,
                SubmissionId = job.SubmissionId,
            };
    }

    /// <summary>Waits until the job may be asked for. Nothing but the caller waits with it: that is what ten thousand of them cost.</summary>
    /// <exception cref="WaitTimedOutException">The wait has taken too long.</exception>
    public ValueTask<RateLimitLease> TurnAsync(JobWatch watch, CancellationToken ct)
    {
        var delay = watch.Delay;
        if (watch is { HasAsked: true, Timeout: { } limit })
        {
            var left = limit - time.GetElapsedTime(watch.Start);
            if (left <= TimeSpan.Zero)
            {
                throw Blame(watch.Job, new WaitTimedOutException(
                    $"The job {watch.Job} has not ended within {limit:c}. It goes on: resume it with its handle.") { Job = watch.Job, IsRetrySafe = true });
            }

            delay = delay < left ? delay : left;
        }

        return scheduler.TurnAsync(delay, ct);
    }

    /// <summary>One question; null if nothing that counts was learnt.</summary>
    public async Task<JobUpdate?> StepAsync(JobWatch watch, RateLimitLease turn, CancellationToken ct)
    {
        var job = watch.Job;
        var history = watch.History with
        {
            SinceSubmission = Age(job),
            EmptyFor = watch.EmptySince is { } since ? time.GetElapsedTime(since) : null,
        };
        var decision = await AskAsync(job, history, turn, ct).ConfigureAwait(false);
        watch.HasAsked = true;
        var delay = options.PollInterval * (1 - Jitter + (Jitter * options.Chance()));
        switch (decision)
        {
            case PollDecision.Update update:
                (watch.Failures, watch.EmptySince, watch.History, watch.Delay) = (0, null, default, Hint(update, delay));
                return Follow(watch, update.Job);

            case PollDecision.Again again:
                watch.History = again.Next;
                watch.EmptySince = again.Seen is not { Status: JobStatus.Completed } ? watch.EmptySince : watch.EmptySince ?? time.GetTimestamp();
                watch.Failures = again.Seen is null ? watch.Failures + 1 : 0;
                delay *= Math.Clamp(1 << Math.Min(watch.Failures - 1, 8), 1, LongestBackoff);
                watch.Delay = again.NotBefore > delay ? again.NotBefore.Value : delay;
                Trouble(job, again, watch.Delay);
                return null;

            case PollDecision.Stop stop:
                throw Blame(job, stop.Error);

            default:
                throw new InvalidOperationException("There is no such decision.");
        }
    }

    private async Task<PollDecision> AskAsync(VideoJob job, PollHistory history, RateLimitLease turn, CancellationToken ct)
    {
        try
        {
            return protocol.OfStatus(await protocol.AskStatusAsync(job, turn, ct).ConfigureAwait(false), job, history);
        }
        catch (NanoGptException exception)
        {
            return new PollDecision.Stop(exception);   // it could not even be asked, such as without a wallet's signature
        }
        catch (Exception exception) when (!ct.IsCancellationRequested && !scheduler.IsStopped && ApiConnection.IsTransport(exception))
        {
            return PollDecision.OfFailure(exception, history);
        }
    }

    // What the service says about the time comes before our own interval.
    private TimeSpan Hint(PollDecision.Update update, TimeSpan delay)
    {
        if (update.NotBefore is { } wait)
        {
            return wait > delay ? wait : delay;
        }

        var longest = options.PollInterval * LongestBackoff;
        return !update.IsEstimated && update.Job.Remaining is { } left && left > delay ? (left < longest ? left : longest) : delay;
    }

    // Progress that is shown never goes back; what the service says otherwise is told.
    private JobUpdate Follow(JobWatch watch, JobUpdate update)
    {
        var job = watch.Job;
        if (watch.LastRawStatus != update.RawStatus)
        {
            var kind = update.IsTerminal ? NanoGptEventKind.JobEnded
                : update.Status == JobStatus.Unknown ? NanoGptEventKind.UnknownStatus
                : watch.LastStatus == JobStatus.Running && update.Status == JobStatus.Queued ? NanoGptEventKind.StatusWentBack
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

        update = update with
        {
            Progress = update.Progress < watch.LastProgress ? watch.LastProgress : update.Progress,
            Elapsed = Age(job),
        };
        (watch.LastStatus, watch.LastRawStatus, watch.LastProgress) = (update.Status, update.RawStatus, update.Progress);
        return update;
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
