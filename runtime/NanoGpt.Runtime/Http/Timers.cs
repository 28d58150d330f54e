namespace NanoGpt.Http;

/// <summary>Sets timers within the limits of the framework.</summary>
internal static class Timers
{
    /// <summary>The longest time that a timer is set to. The framework's timers hold at most 49.7 days.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(45);

    /// <summary>
    /// Sets a timer to fire once. If the due time is longer than <see cref="Longest"/>, it fires early, and its callback sets it again.
    /// </summary>
    public static void FireAfter(this ITimer timer, TimeSpan dueTime)
    {
        // Whole milliseconds are what a timer keeps; rounded down, it would come too early again and again.
        var due = dueTime <= TimeSpan.Zero ? TimeSpan.Zero
            : dueTime >= Longest ? Longest
            : TimeSpan.FromMilliseconds(Math.Ceiling(dueTime.TotalMilliseconds));
        timer.Change(due, Timeout.InfiniteTimeSpan);
    }
}

/// <summary>
/// A time limit beside a caller's token, under one token: most callers pass one that cannot be canceled, and then nothing is registered.
/// </summary>
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

    /// <summary>Whether the time is over, and not the caller's patience.</summary>
    public bool HasPassed => source.IsCancellationRequested && !caller.IsCancellationRequested;

    /// <summary>Begins the time anew, unless it is over.</summary>
    public void Restart(TimeSpan limit) => source.CancelAfter(limit);

    public void Dispose()
    {
        stop.Dispose();
        source.Dispose();
    }
}
