namespace NanoGpt.Testing;

/// <summary>
/// A clock that moves only when a test advances it. With <see cref="AutoAdvance"/> it jumps to each timer as it is set.
/// </summary>
/// <param name="start">The time at which it starts; null starts it at noon (UTC) of 20 November 2026.</param>
public sealed class ManualTimeProvider(DateTimeOffset? start = null) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Timer> timers = [];
    private DateTimeOffset now = start ?? new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Gets or sets the length of the longest timer that advances the clock at once; zero for none. Timers that repeat do not advance it:
    /// nothing waits for them.
    /// </summary>
    public TimeSpan AutoAdvance { get; set; }

    /// <summary>
    /// Gets a value that indicates whether only waits advance the clock, and not the deadlines of a <see cref="CancellationTokenSource"/>.
    /// </summary>
    public bool IgnoresDeadlines { get; init; }

    /// <summary>Gets or sets the error of the wall clock. Timers and timestamps do not have it.</summary>
    public TimeSpan WallClockError { get; set; }

    /// <summary>Gets the lengths of all timers that advanced the clock.</summary>
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

    /// <summary>Advances the clock and fires the timers that are due, in order.</summary>
    /// <param name="seconds">How far, in seconds.</param>
    public void Advance(double seconds) => Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>Advances the clock and fires the timers that are due, in order.</summary>
    /// <param name="by">How far.</param>
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
                now = to > now ? to : now;   // another thread may have advanced it further
                if (next is null)
                {
                    return;
                }

                next.Due += next.Period;   // null without a period
                if (next.Due is null)
                {
                    timers.Remove(next);
                }
            }

            next.Fire();
        }
    }

    private sealed class Timer(ManualTimeProvider owner, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset? Due { get; set; }

        public TimeSpan? Period { get; private set; }

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
                Period = period > TimeSpan.Zero ? period : null;
                owner.timers.Add(this);
                jumps = dueTime <= owner.AutoAdvance && Period is null && !(owner.IgnoresDeadlines && state is CancellationTokenSource);
                if (jumps)
                {
                    owner.Waits.Add(dueTime);
                }
            }

            if (jumps)
            {
                // Not on this thread: the caller does not have the timer yet.
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
