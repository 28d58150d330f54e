namespace NanoGpt.Http;

/// <summary>Sets timers within the limits of the framework.</summary>
internal static class Timers
{
    /// <summary>The longest time that a timer is set to. Timers of the framework take at most 49.7 days.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(45);

    /// <summary>Creates a timer that is not set.</summary>
    public static ITimer CreateTimer(this TimeProvider time, TimerCallback callback, object state) =>
        time.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>
    /// Sets a timer to fire once. If the time is longer than <see cref="Longest"/>, it fires early and must be set again.
    /// </summary>
    public static void FireAfter(this ITimer timer, TimeSpan dueTime)
    {
        // Timers use whole milliseconds. Rounded down, it would fire too early again and again.
        var due = dueTime <= TimeSpan.Zero ? TimeSpan.Zero
            : dueTime >= Longest ? Longest
            : TimeSpan.FromMilliseconds(Math.Ceiling(dueTime.TotalMilliseconds));
        timer.Change(due, Timeout.InfiniteTimeSpan);
    }
}

/// <summary>Combines a time limit and the token of the caller into one token.</summary>
internal readonly struct Deadline : IDisposable
{
    private static readonly Action<object?> End = static source => ((CancellationTokenSource)source!).Cancel();

    private readonly CancellationToken caller;
    private readonly CancellationTokenSource source;
    private readonly CancellationTokenRegistration stop;

    public Deadline(TimeSpan limit, TimeProvider time, CancellationToken caller)
    {
        this.caller = caller;
        source = new CancellationTokenSource(limit, time);
        stop = caller.UnsafeRegister(End, source);
    }

    public CancellationToken Token => source.Token;

    /// <summary>Gets a value that indicates whether the time limit has passed before the caller canceled.</summary>
    public bool HasPassed => source.IsCancellationRequested && !caller.IsCancellationRequested;

    /// <summary>Starts the time limit again, unless it has passed.</summary>
    public void Restart(TimeSpan limit) => source.CancelAfter(limit);

    public void Dispose()
    {
        stop.Dispose();
        source.Dispose();
    }
}
