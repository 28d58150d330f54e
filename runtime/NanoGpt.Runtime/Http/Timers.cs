namespace NanoGpt.Http;

/// <summary>Sets timers within the limits of the framework.</summary>
internal static class Timers
{
    // Timers of the framework accept at most 49.7 days.
    public static readonly TimeSpan MaxDueTime = TimeSpan.FromDays(45);

    public static ITimer CreateTimer(this TimeProvider time, TimerCallback callback, object state) =>
        time.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Sets a timer to fire once. After <see cref="MaxDueTime"/>, it fires early and must be set again.</summary>
    public static void FireAfter(this ITimer timer, TimeSpan dueTime)
    {
        // Timers use whole milliseconds. Rounded down, the timer would fire too early repeatedly.
        var due = dueTime <= TimeSpan.Zero ? TimeSpan.Zero
            : dueTime >= MaxDueTime ? MaxDueTime
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

    public bool HasPassed => source.IsCancellationRequested && !caller.IsCancellationRequested;

    public void Restart(TimeSpan limit) => source.CancelAfter(limit);

    public void Dispose()
    {
        stop.Dispose();
        source.Dispose();
    }
}
