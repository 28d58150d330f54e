namespace NanoGpt.Runtime.Tests.Kit;

/// <summary>A clock that moves only when it is told to; with <see cref="AutoAdvance"/> it jumps to each timer as it is set.</summary>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Timer> timers = [];
    private DateTimeOffset now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Whether a timer that is not longer than this makes time pass at once.</summary>
    public TimeSpan AutoAdvance { get; set; }

    /// <summary>How far the wall clock is off; waits do not care.</summary>
    public TimeSpan WallClockError { get; set; }

    /// <summary>The lengths of all timers that made time pass.</summary>
    public List<TimeSpan> Waits { get; } = [];

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now + WallClockError;
        }
    }

    public override long GetTimestamp()
    {
        lock (gate)
        {
            return now.UtcTicks;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        var end = new DateTimeOffset(GetTimestamp(), TimeSpan.Zero) + by;
        while (true)
        {
            Timer? next;
            lock (gate)
            {
                next = timers.Where(t => t.Due <= end).MinBy(t => t.Due);
                var to = next?.Due ?? end;
                now = to > now ? to : now;   // somebody else may have advanced it further
                if (next is null)
                {
                    return;
                }

                next.Due = null;
                timers.Remove(next);
            }

            next.Fire();
        }
    }

    private sealed class Timer(ManualTimeProvider owner, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset? Due { get; set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool jumps;
            lock (owner.gate)
            {
                owner.timers.Remove(this);
                Due = null;
                if (dueTime == Timeout.InfiniteTimeSpan)
                {
                    return true;
                }

                Due = owner.now + dueTime;
                owner.timers.Add(this);
                jumps = dueTime <= owner.AutoAdvance;
                if (jumps)
                {
                    owner.Waits.Add(dueTime);
                }
            }

            if (jumps)
            {
                // Not inside the caller, who has not got the timer yet.
                ThreadPool.QueueUserWorkItem(_ => owner.Advance(dueTime));
            }

            return true;
        }

        public void Dispose()
        {
            lock (owner.gate)
            {
                owner.timers.Remove(this);
                Due = null;
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
