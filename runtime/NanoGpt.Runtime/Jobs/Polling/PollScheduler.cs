using System.Threading.RateLimiting;

namespace NanoGpt.Jobs;

/// <summary>
/// Schedules the status requests of all jobs with one queue, one timer and one rate limit. A 429 pauses all of them.
/// </summary>
internal sealed class PollScheduler : IDisposable
{
    private readonly object gate = new();
    private readonly PriorityQueue<Turn, long> turns = new();
    private readonly CancellationTokenSource stop = new();
    private readonly TimeProvider time;
    private readonly RateLimiter budget;
    private readonly ITimer timer;
    private readonly long origin;
    private TimeSpan pausedUntil;
    private bool isPumping;

    public PollScheduler(TimeProvider time, RateLimiter budget)
    {
        (this.time, this.budget, origin) = (time, budget, time.GetTimestamp());
        timer = time.CreateTimer(static state => ((PollScheduler)state!).Pump(), this);
    }

    public bool IsStopped => stop.IsCancellationRequested;

    private TimeSpan Now => time.GetElapsedTime(origin);

    /// <summary>Waits for a delay and then for the rate limit. Dispose the lease when the request has its response.</summary>
    /// <exception cref="NanoGptException">The limiter or the clock failed.</exception>
    public ValueTask<RateLimitLease> WaitForPollSlotAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested || IsStopped)
        {
            return ValueTask.FromCanceled<RateLimitLease>(cancellationToken.IsCancellationRequested ? cancellationToken : stop.Token);
        }

        // Registered first, so that whoever completes the turn can remove the registration.
        var turn = new Turn();
        turn.Registration = cancellationToken.UnsafeRegister(static (state, token) => ((Turn)state!).TrySetCanceled(token), turn);
        lock (gate)
        {
            turns.Enqueue(turn, After(delay).Ticks);
        }

        Pump();
        return new(turn.Task);
    }

    public void PauseFor(TimeSpan delay)
    {
        lock (gate)
        {
            var until = After(delay);
            pausedUntil = until > pausedUntil ? until : pausedUntil;
        }
    }

    public void Dispose()
    {
        stop.Cancel();
        lock (gate)
        {
            EndAll(null);
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
        while (Next() is { } turn)
        {
            try
            {
                var lease = await SendPermit.AcquireAsync(budget, stop.Token).ConfigureAwait(false);
                if (!lease.IsAcquired)
                {
                    Later(turn, lease);
                    continue;
                }

                turn.Registration.Unregister();
                if (!turn.TrySetResult(lease))
                {
                    lease.Dispose();   // canceled meanwhile
                }
            }
            catch (Exception exception)
            {
                End(turn, exception);   // the limiter of the caller failed; the other jobs continue
            }
        }
    }

    // The next turn that is due. If there is none, null, and the timer is set.
    private Turn? Next()
    {
        lock (gate)
        {
            try
            {
                if (FirstDue() is { } turn)
                {
                    return turn;
                }
            }
            catch (Exception exception)
            {
                EndAll(exception);   // without a clock no turn would ever be due
            }

            isPumping = false;
            return null;
        }
    }

    private Turn? FirstDue()
    {
        if (IsStopped)
        {
            EndAll(null);   // enqueued during Dispose
        }

        while (turns.TryPeek(out var turn, out var due))
        {
            if (turn.Task.IsCompleted)
            {
                turns.Dequeue();
                continue;
            }

            var left = new TimeSpan(Math.Max(due, pausedUntil.Ticks)) - Now;
            if (left <= TimeSpan.Zero)
            {
                return turns.Dequeue();
            }

            timer.FireAfter(left);
            break;
        }

        return null;
    }

    private void Later(Turn turn, RateLimitLease lease)
    {
        var hasWait = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) && wait > TimeSpan.Zero;
        lease.Dispose();
        lock (gate)
        {
            turns.Enqueue(turn, After(hasWait ? wait : TimeSpan.FromSeconds(1)).Ticks);
        }
    }

    // The limiter of a caller may return any time.
    private TimeSpan After(TimeSpan delay)
    {
        var now = Now;
        return delay < TimeSpan.MaxValue - now ? now + delay : TimeSpan.MaxValue;
    }

    private void EndAll(Exception? cause)
    {
        while (turns.TryDequeue(out var turn, out _))
        {
            End(turn, cause);
        }
    }

    private void End(Turn turn, Exception? cause)
    {
        turn.Registration.Unregister();
        if (IsStopped)
        {
            turn.TrySetCanceled(stop.Token);
        }
        else
        {
            turn.TrySetException(new NanoGptException(
                "No status request can be scheduled: the rate limiter or the clock of the client failed. The job goes on.", cause)
            { IsRetrySafe = true });
        }
    }

    private sealed class Turn() : TaskCompletionSource<RateLimitLease>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public CancellationTokenRegistration Registration { get; set; }
    }
}
