namespace NanoGpt;

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
