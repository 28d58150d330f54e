namespace NanoGpt.Jobs;

/// <summary>Schedules the status requests of all jobs, with one queue, one timer and one rate limit.</summary>
internal sealed class PollScheduler : IDisposable
{
    private readonly object gate = new();
    private readonly PriorityQueue<PollSlot, long> slots = new();
    private readonly CancellationTokenSource stop = new();
    private readonly TimeProvider time;
    private readonly RateLimiter limiter;
    private readonly ITimer timer;
    private readonly long origin;
    private TimeSpan pausedUntil;
    private bool isPumping;

    public PollScheduler(TimeProvider time, RateLimiter limiter)
    {
        (this.time, this.limiter, origin) = (time, limiter, time.GetTimestamp());
        timer = time.CreateTimer(static state => ((PollScheduler)state!).Pump(), this);
    }

    public bool IsStopped => stop.IsCancellationRequested;

    private TimeSpan Now => time.GetElapsedTime(origin);

    /// <summary>Waits for a delay and then for the rate limit. Dispose the lease when the response has arrived.</summary>
    /// <param name="delay">The delay.</param>
    /// <param name="runId">The id of the job.</param>
    /// <param name="cancellationToken">A token that cancels the wait.</param>
    public ValueTask<RateLimitLease> WaitForPollSlotAsync(TimeSpan delay, string runId, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested || IsStopped)
        {
            return ValueTask.FromCanceled<RateLimitLease>(
                cancellationToken.IsCancellationRequested ? cancellationToken : stop.Token);
        }

        // Registered before it is enqueued, because its completion removes the registration.
        var slot = new PollSlot(runId);
        slot.Registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((PollSlot)state!).TrySetCanceled(token), slot);
        lock (gate)
        {
            slots.Enqueue(slot, GetDueTime(delay).Ticks);
        }

        Pump();
        return new(slot.Task);
    }

    /// <summary>Ends the delays of a job. The rate limit and pauses still apply.</summary>
    /// <returns>true if a request for the job was delayed; otherwise, false.</returns>
    public bool PollNow(string runId)
    {
        lock (gate)
        {
            var waiting = slots.UnorderedItems.Select(static item => item.Element)
                .Where(slot => slot.RunId == runId && !slot.Task.IsCompleted).Distinct().ToList();
            if (waiting.Count == 0)
            {
                return false;
            }

            // The later entry of a slot stays, and is skipped when the slot is completed.
            waiting.ForEach(slot => slots.Enqueue(slot, Now.Ticks));
        }

        Pump();
        return true;
    }

    public void PauseFor(TimeSpan delay)
    {
        lock (gate)
        {
            var until = GetDueTime(delay);
            pausedUntil = until > pausedUntil ? until : pausedUntil;
        }
    }

    public void Dispose()
    {
        stop.Cancel();
        lock (gate)
        {
            FailAll(null);
        }

        timer.Dispose();
    }

    private void Pump()
    {
        lock (gate)
        {
            if (isPumping)
            {
                return;
            }

            isPumping = true;
        }

        _ = PumpAsync();
    }

    private async Task PumpAsync()
    {
        while (TryTakeNext() is { } slot)
        {
            try
            {
                var lease = await SendPermit.AcquireAsync(limiter, stop.Token).ConfigureAwait(false);
                if (!lease.IsAcquired)
                {
                    Requeue(slot, lease);
                    continue;
                }

                slot.Registration.Unregister();
                if (!slot.TrySetResult(lease))
                {
                    lease.Dispose();   // canceled meanwhile
                }
            }
            catch (Exception exception)
            {
                Fail(slot, exception);   // the limiter of the caller failed; the other jobs continue
            }
        }
    }

    // The next slot that is due. If there is none, null, and the timer is set.
    private PollSlot? TryTakeNext()
    {
        lock (gate)
        {
            try
            {
                if (FirstDue() is { } slot)
                {
                    return slot;
                }
            }
            catch (Exception exception)
            {
                FailAll(exception);   // without a clock no slot would ever be due
            }

            isPumping = false;
            return null;
        }
    }

    private PollSlot? FirstDue()
    {
        if (IsStopped)
        {
            FailAll(null);   // enqueued during Dispose
        }

        while (slots.TryPeek(out var slot, out var due))
        {
            if (slot.Task.IsCompleted)
            {
                slots.Dequeue();
                continue;
            }

            var remaining = new TimeSpan(Math.Max(due, pausedUntil.Ticks)) - Now;
            if (remaining <= TimeSpan.Zero)
            {
                return slots.Dequeue();
            }

            timer.FireAfter(remaining);
            break;
        }

        return null;
    }

    private void Requeue(PollSlot slot, RateLimitLease lease)
    {
        var hasWait = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) && wait > TimeSpan.Zero;
        lease.Dispose();
        lock (gate)
        {
            slots.Enqueue(slot, GetDueTime(hasWait ? wait : TimeSpan.FromSeconds(1)).Ticks);
        }
    }

    // The limiter of a caller may return any time.
    private TimeSpan GetDueTime(TimeSpan delay)
    {
        var now = Now;
        return delay < TimeSpan.MaxValue - now ? now + delay : TimeSpan.MaxValue;
    }

    private void FailAll(Exception? cause)
    {
        while (slots.TryDequeue(out var slot, out _))
        {
            Fail(slot, cause);
        }
    }

    private void Fail(PollSlot slot, Exception? cause)
    {
        slot.Registration.Unregister();
        if (IsStopped)
        {
            slot.TrySetCanceled(stop.Token);
        }
        else
        {
            var reason = cause is NanoGptException ? cause.Message : "the rate limiter or clock of the client failed.";
            slot.TrySetException(new NanoGptException(
                $"Status requests cannot be scheduled: {reason} The job continues.", cause)
            { IsRetrySafe = true });
        }
    }

    private sealed class PollSlot(string runId)
        : TaskCompletionSource<RateLimitLease>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public string RunId => runId;

        public CancellationTokenRegistration Registration { get; set; }
    }
}
