using System.Runtime.CompilerServices;

namespace NanoGpt.Jobs;

/// <summary>Polls jobs until they end, and reports the last update of each awaited job.</summary>
internal sealed class JobPoller(
    IVideoClient client, VideoProtocol protocol, PollScheduler scheduler, Func<VideoJob, JobUpdate, Task> onEnded,
    VideoClientOptions options)
{
    private const int MaxBackoff = 6;   // poll intervals
    private const double JitterFraction = 0.1;

    private readonly TimeProvider time = options.TimeProvider;

    public async Task<JobUpdate> GetStatusOnceAsync(VideoJob job, CancellationToken cancellationToken)
    {
        try
        {
            var age = JobAge.FromJob(job, time);
            using var lease = await scheduler.WaitForPollSlotAsync(TimeSpan.Zero, job.RunId, cancellationToken)
                .ConfigureAwait(false);
            var history = new PollHistory { SinceSubmission = age?.At(time) };
            return await RequestStatusAsync(job, history, lease, cancellationToken).ConfigureAwait(false) switch
            {
                PollDecision.Update { Job: var update } => update with { Elapsed = age?.At(time) },
                PollDecision.Again { Observed: { } update } => update with { Elapsed = age?.At(time) },
                PollDecision.Again again => throw new NanoGptException(
                    $"The job {job.RunId} has no usable status: {again.Reason}.", again.Cause)
                { IsRetrySafe = true, StatusCode = again.StatusCode },
                PollDecision.Stop stop => throw stop.Error,
                _ => throw new InvalidOperationException("The decision is unknown."),
            };
        }
        catch (NanoGptException exception)
        {
            AddJobDetails(job, exception);
            throw;
        }
    }

    // Polls only when the consumer requests the next update.
    public async IAsyncEnumerable<JobUpdate> WatchAsync(
        VideoJob job, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var watch = new JobWatch(job, JobAge.FromJob(job, time));
        while (true)
        {
            JobUpdate? update;
            try
            {
                using var lease = await scheduler.WaitForPollSlotAsync(watch.Delay, job.RunId, cancellationToken)
                    .ConfigureAwait(false);
                update = await StepAsync(watch, lease, cancellationToken).ConfigureAwait(false);
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

    public Task<VideoResult> WaitAsync(VideoJob job, IProgress<JobUpdate>? progress, CancellationToken cancellationToken) =>
        options.WaitTimeout is { } limit
            ? WaitAsync(job, progress, limit, cancellationToken)
            : WaitToEndAsync(job, progress, cancellationToken);

    // One deadline for everything that a wait does.
    private async Task<VideoResult> WaitAsync(
        VideoJob job, IProgress<JobUpdate>? progress, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(limit, time, cancellationToken);
        try
        {
            return await WaitToEndAsync(job, progress, deadline.Token).ConfigureAwait(false);
        }
        catch (WaitCanceledException) when (!deadline.HasPassed)
        {
            throw new WaitCanceledException(job, cancellationToken);   // with the caller's token
        }
        catch (WaitCanceledException)
        {
            throw new WaitTimedOutException(
                $"The job {job} has not ended within {limit:c}. It continues: resume it with its handle.")
            { Job = job, RunId = job.RunId, SubmissionId = job.SubmissionId, IsRetrySafe = true };
        }
    }

    private async Task<VideoResult> WaitToEndAsync(
        VideoJob job, IProgress<JobUpdate>? progress, CancellationToken cancellationToken)
    {
        JobUpdate? last = null;
        long endedAt = 0;
        try
        {
            // Does not use WatchAsync: thousands of waits may exist, and its enumerator would enlarge the state of each.
            var watch = new JobWatch(job, JobAge.FromJob(job, time));
            while (last is null)
            {
                JobUpdate? update;
                using (var lease = await scheduler.WaitForPollSlotAsync(watch.Delay, job.RunId, cancellationToken)
                    .ConfigureAwait(false))
                {
                    update = await StepAsync(watch, lease, cancellationToken).ConfigureAwait(false);
                }

                if (update is null)
                {
                    continue;
                }

                if (update.IsTerminal)
                {
                    endedAt = time.GetTimestamp();
                    await onEnded(job, update).ConfigureAwait(false);
                    last = update;
                }

                progress?.Report(update);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested || scheduler.IsStopped)
        {
            throw new WaitCanceledException(job, cancellationToken);   // with the job, for its handle
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
    private async Task<JobUpdate?> StepAsync(JobWatch watch, RateLimitLease lease, CancellationToken cancellationToken)
    {
        var job = watch.Job;
        var history = watch.History with
        {
            SinceSubmission = watch.Age?.At(time),
            EmptyFor = GetElapsed(watch.EmptySince),
            UnknownFor = GetElapsed(watch.UnknownSince),
        };
        var decision = await RequestStatusAsync(job, history, lease, cancellationToken).ConfigureAwait(false);
        var delay = options.PollInterval * (1 - JitterFraction + (JitterFraction * options.JitterSource()));
        switch (decision)
        {
            case PollDecision.Update update:
                (watch.Failures, watch.EmptySince, watch.History, watch.Delay) = (0, null, default, ApplyHint(update, delay));
                watch.UnknownSince = update.Job.Status == JobStatus.Unknown ? watch.UnknownSince ?? time.GetTimestamp() : null;
                return UpdateWatch(watch, update.Job);

            case PollDecision.Again again:
                watch.History = again.Next;
                watch.EmptySince ??= again.Observed is { Status: JobStatus.Completed } ? time.GetTimestamp() : null;
                watch.UnknownSince = again.Observed is null ? watch.UnknownSince : null;
                watch.Failures = again.Observed is null ? watch.Failures + 1 : 0;
                delay *= Math.Clamp(1 << Math.Min(watch.Failures - 1, 8), 1, MaxBackoff);
                watch.Delay = again.NotBefore > delay ? again.NotBefore.Value : delay;
                ReportFailure(job, again, watch.Delay);
                return null;

            case PollDecision.Stop stop:
                throw stop.Error;

            default:
                throw new InvalidOperationException("The decision is unknown.");
        }
    }

    private async Task<PollDecision> RequestStatusAsync(
        VideoJob job, PollHistory history, RateLimitLease lease, CancellationToken cancellationToken)
    {
        try
        {
            var response = await protocol.RequestStatusAsync(job, lease, cancellationToken).ConfigureAwait(false);
            return protocol.ReadStatus(response, job, history);
        }
        catch (NanoGptException exception)
        {
            return new PollDecision.Stop(exception);   // the request could not be sent, such as without the signature of a wallet
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && !scheduler.IsStopped)
        {
            // The caller's handlers throw exceptions of any type, which say nothing about the job.
            return PollDecision.FromFailure(exception, history);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The client was disposed during the request.
            throw new OperationCanceledException(null, exception, cancellationToken);
        }
    }

    // The time that the service requests takes precedence over the interval.
    private TimeSpan ApplyHint(PollDecision.Update update, TimeSpan delay)
    {
        if (update.NotBefore is { } wait)
        {
            return wait > delay ? wait : delay;
        }

        var max = options.PollInterval * MaxBackoff;
        return !update.IsEstimated && update.Job.Remaining is { } left && left > delay
            ? (left < max ? left : max)
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
            options.Observer.Notify(NanoGptEvent.ForJob(kind, job) with
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
        if (again.StatusCode == HttpStatusCode.TooManyRequests)
        {
            scheduler.PauseFor(again.NotBefore ?? delay);
        }

        if (again.Observed is null)
        {
            var kind = again.IsUnexpectedResponse ? NanoGptEventKind.UnexpectedResponse : NanoGptEventKind.PollFailed;
            options.Observer.Notify(
                NanoGptEvent.ForJob(kind, job) with { Detail = again.Reason, Error = again.Cause, Duration = delay });
        }
    }

    private TimeSpan? GetElapsed(long? timestamp) => timestamp is { } since ? time.GetElapsedTime(since) : null;

    private static void AddJobDetails(VideoJob job, NanoGptException exception)
    {
        exception.RunId ??= job.RunId;
        exception.SubmissionId ??= job.SubmissionId;
    }
}
