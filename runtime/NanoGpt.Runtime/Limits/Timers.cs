namespace NanoGpt;

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
