using System.Runtime.CompilerServices;
using System.Threading.RateLimiting;

namespace NanoGpt.Jobs;

/// <summary>
/// Polls jobs until they end. <see cref="PollDecision"/> interprets responses and <see cref="PollScheduler"/> decides when to
/// poll.
/// </summary>
/// <param name="client">The client of the results.</param>
/// <param name="protocol">The protocol of the provider.</param>
/// <param name="scheduler">The scheduler.</param>
/// <param name="ended">Receives the last update of each job that was waited for.</param>
/// <param name="options">The options.</param>
internal sealed class JobPoller(
    IVideoClient client, VideoProtocol protocol, PollScheduler scheduler, Action<VideoJob, JobUpdate> ended,
    VideoClientOptions options)
{
    private const int LongestBackoff = 6;   // poll intervals
    private const double Jitter = 0.1;

    private readonly TimeProvider time = options.TimeProvider;

    /// <summary>Sends one status request.</summary>
    public async Task<JobUpdate> GetStatusOnceAsync(VideoJob job, CancellationToken cancellationToken)
    {
        try
        {
            var age = JobAge.Of(job, time);
            using var turn = await scheduler.WaitForPollSlotAsync(TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
            return await RequestStatusAsync(job, new PollHistory { SinceSubmission = age?.At(time) }, turn, cancellationToken).ConfigureAwait(false) switch
            {
                PollDecision.Update { Job: var update } => update with { Elapsed = age?.At(time) },
                PollDecision.Again { Seen: { } update } => update with { Elapsed = age?.At(time) },
                PollDecision.Again again => throw new NanoGptException(
                    $"The job {job.RunId} gave no usable status: {again.Why}.", again.Cause)
                { IsRetrySafe = true, StatusCode = again.StatusCode },
                PollDecision.Stop stop => throw stop.Error,
                _ => throw new InvalidOperationException("There is no such decision."),
            };
        }
        catch (NanoGptException exception)
        {
            AddJobDetails(job, exception);
            throw;
        }
    }

    /// <summary>Returns updates until one is terminal. Polls only when the consumer wants the next one.</summary>
    public async IAsyncEnumerable<JobUpdate> WatchAsync(VideoJob job, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var watch = new JobWatch(job, JobAge.Of(job, time));
        while (true)
        {
            JobUpdate? update;
            try
            {
                using var turn = await scheduler.WaitForPollSlotAsync(watch.Delay, cancellationToken).ConfigureAwait(false);
                update = await StepAsync(watch, turn, cancellationToken).ConfigureAwait(false);
            }
            catch (NanoGptException exception)
            {
                AddJobDetails(job, exception);
                throw;
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

    /// <summary>Waits for the videos of a job, no longer than <see cref="VideoClientOptions.WaitTimeout"/>.</summary>
    /// <exception cref="JobFailedException">The job failed or was canceled.</exception>
    /// <exception cref="WaitTimedOutException">The wait took too long.</exception>
    /// <exception cref="WaitCanceledException">The wait was canceled.</exception>
    public Task<VideoResult> WaitAsync(VideoJob job, IProgress<JobUpdate>? progress, CancellationToken cancellationToken) =>
        options.WaitTimeout is { } limit ? WaitAsync(job, progress, limit, cancellationToken) : WaitToEndAsync(job, progress, cancellationToken);

    // One deadline for everything that a wait does.
    private async Task<VideoResult> WaitAsync(VideoJob job, IProgress<JobUpdate>? progress, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(limit, time, cancellationToken);
        try
        {
            return await WaitToEndAsync(job, progress, deadline.Token).ConfigureAwait(false);
        }
        catch (WaitCanceledException) when (!deadline.HasPassed)
        {
            throw new WaitCanceledException(job, cancellationToken);   // the caller knows this token
        }
        catch (WaitCanceledException)
        {
            throw new WaitTimedOutException(
                $"The job {job} has not ended within {limit:c}. It goes on: resume it with its handle.")
            { Job = job, RunId = job.RunId, SubmissionId = job.SubmissionId, IsRetrySafe = true };
        }
    }

    private async Task<VideoResult> WaitToEndAsync(VideoJob job, IProgress<JobUpdate>? progress, CancellationToken cancellationToken)
    {
        JobUpdate? last = null;
        long endedAt = 0;
        try
        {
            // Not by WatchAsync: thousands of waits may exist, and its enumerator would add to the state of each.
            var watch = new JobWatch(job, JobAge.Of(job, time));
            while (last is null)
            {
                JobUpdate? update;
                using (var turn = await scheduler.WaitForPollSlotAsync(watch.Delay, cancellationToken).ConfigureAwait(false))
                {
                    update = await StepAsync(watch, turn, cancellationToken).ConfigureAwait(false);
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
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested || scheduler.IsStopped)
        {
            throw new WaitCanceledException(job, cancellationToken);   // with the job, which would be lost otherwise
        }
        catch (NanoGptException exception)
        {
            AddJobDetails(job, exception);
            throw;
        }

        var end = last.Status == JobStatus.Canceled ? "was canceled" : "failed";
        return last.Status == JobStatus.Completed
            ? new VideoResult(client, job, last) { CompletedAt = endedAt }
            : throw new JobFailedException($"The job {job} {end}{(last.Error is null ? "." : $": {last.Error}")}")
            {
                Status = last.Status,
                IsContentPolicy = last.IsContentPolicy,
                RefundMessage = last.RefundMessage,
                Update = last,
                RunId = job.RunId,
                SubmissionId = job.SubmissionId,
            };
    }

    // Polls once. Null if the response does not count.
    private async Task<JobUpdate?> StepAsync(JobWatch watch, RateLimitLease turn, CancellationToken cancellationToken)
    {
        var job = watch.Job;
        var history = watch.History with
        {
            SinceSubmission = watch.Age?.At(time),
            EmptyFor = Since(watch.EmptySince),
            UnknownFor = Since(watch.UnknownSince),
        };
        var decision = await RequestStatusAsync(job, history, turn, cancellationToken).ConfigureAwait(false);
        var delay = options.PollInterval * (1 - Jitter + (Jitter * options.Chance()));
        switch (decision)
        {
            case PollDecision.Update update:
                (watch.Failures, watch.EmptySince, watch.History, watch.Delay) = (0, null, default, Hint(update, delay));
                watch.UnknownSince = update.Job.Status == JobStatus.Unknown ? watch.UnknownSince ?? time.GetTimestamp() : null;
                return UpdateWatch(watch, update.Job);

            case PollDecision.Again again:
                watch.History = again.Next;
                watch.EmptySince ??= again.Seen is { Status: JobStatus.Completed } ? time.GetTimestamp() : null;
                watch.UnknownSince = again.Seen is null ? watch.UnknownSince : null;
                watch.Failures = again.Seen is null ? watch.Failures + 1 : 0;
                delay *= Math.Clamp(1 << Math.Min(watch.Failures - 1, 8), 1, LongestBackoff);
                watch.Delay = again.NotBefore > delay ? again.NotBefore.Value : delay;
                ReportFailure(job, again, watch.Delay);
                return null;

            case PollDecision.Stop stop:
                throw stop.Error;

            default:
                throw new InvalidOperationException("There is no such decision.");
        }
    }

    private async Task<PollDecision> RequestStatusAsync(VideoJob job, PollHistory history, RateLimitLease turn, CancellationToken cancellationToken)
    {
        try
        {
            return protocol.ReadStatus(await protocol.RequestStatusAsync(job, turn, cancellationToken).ConfigureAwait(false), job, history);
        }
        catch (NanoGptException exception)
        {
            return new PollDecision.Stop(exception);   // the request could not be sent, such as without the signature of a wallet
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && !scheduler.IsStopped)
        {
            // Handlers of the caller throw exceptions of any type. None tells anything about the job.
            return PollDecision.FromFailure(exception, history);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new OperationCanceledException(null, exception, cancellationToken);   // the client was disposed during the request
        }
    }

    // The time that the service asks for takes precedence over the interval.
    private TimeSpan Hint(PollDecision.Update update, TimeSpan delay)
    {
        if (update.NotBefore is { } wait)
        {
            return wait > delay ? wait : delay;
        }

        var longest = options.PollInterval * LongestBackoff;
        return !update.IsEstimated && update.Job.Remaining is { } left && left > delay
            ? (left < longest ? left : longest)
            : delay;
    }

    // Reported progress never decreases.
    private JobUpdate UpdateWatch(JobWatch watch, JobUpdate update)
    {
        var job = watch.Job;
        if (watch.LastRawStatus != update.RawStatus)
        {
            var kind = update.IsTerminal ? NanoGptEventKind.JobEnded
                : update.Status == JobStatus.Unknown ? NanoGptEventKind.UnknownStatus
                : watch.LastStatus == JobStatus.Running && update.Status == JobStatus.Queued ? NanoGptEventKind.StatusRegressed
                : NanoGptEventKind.StatusChanged;
            options.Observer.Notify(NanoGptEvent.Of(kind, job) with
            {
                Status = update.Status,
                Detail = update.RawStatus,
                Cost = update.IsTerminal ? update.Cost ?? job.Cost : null,
                Currency = job.PaymentSource,
                Duration = watch.Age?.At(time),
            });
        }

        update = update with
        {
            Progress = update.Progress < watch.LastProgress ? watch.LastProgress : update.Progress,
            Elapsed = watch.Age?.At(time),
        };
        (watch.LastStatus, watch.LastRawStatus, watch.LastProgress) = (update.Status, update.RawStatus, update.Progress);
        return update;
    }

    private void ReportFailure(VideoJob job, PollDecision.Again again, TimeSpan delay)
    {
        if (again.StatusCode == System.Net.HttpStatusCode.TooManyRequests)
        {
            scheduler.PauseFor(again.NotBefore ?? delay);
        }

        if (again.Seen is null)
        {
            var kind = again.IsUnexpectedResponse ? NanoGptEventKind.UnexpectedResponse : NanoGptEventKind.PollFailed;
            options.Observer.Notify(
                NanoGptEvent.Of(kind, job) with { Detail = again.Why, Error = again.Cause, Duration = delay });
        }
    }

    private TimeSpan? Since(long? timestamp) => timestamp is { } since ? time.GetElapsedTime(since) : null;

    private static void AddJobDetails(VideoJob job, NanoGptException exception)
    {
        exception.RunId ??= job.RunId;
        exception.SubmissionId ??= job.SubmissionId;
    }
}
