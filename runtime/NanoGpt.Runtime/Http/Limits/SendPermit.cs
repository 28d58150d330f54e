namespace NanoGpt.Http;

/// <summary>
/// Represents a permit whose window begins when the request has left, because threads and wallets may delay it. Disposing an
/// unused permit returns it.
/// </summary>
internal sealed class SendPermit(WindowRateLimiter limiter) : PermitLease(isAcquired: true)
{
    private readonly WindowRateLimiter limiter = limiter;
    private bool isHeld = true;

    /// <summary>Waits for a permit, or for a lease of a limiter of the caller.</summary>
    public static ValueTask<RateLimitLease> AcquireAsync(RateLimiter limiter, CancellationToken cancellationToken) =>
        limiter is WindowRateLimiter window
            ? window.AcquireToSendAsync(cancellationToken)
            : limiter.AcquireAsync(1, cancellationToken);

    /// <summary>Waits for another permit of the same limiter; null if the limiter is the caller's.</summary>
    public static async ValueTask<RateLimitLease?> AcquireAnotherAsync(
        RateLimitLease? permit, CancellationToken cancellationToken) =>
        permit is SendPermit sendPermit
            ? await sendPermit.limiter.AcquireToSendAsync(cancellationToken).ConfigureAwait(false)
            : null;

    public static void NoteSent(RateLimitLease? permit)
    {
        if (permit is SendPermit { isHeld: true } sendPermit)
        {
            sendPermit.isHeld = false;
            sendPermit.limiter.NoteSent();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && isHeld)
        {
            isHeld = false;
            limiter.Return();
        }
    }
}

/// <summary>Represents a lease of a <see cref="WindowRateLimiter"/>, without metadata.</summary>
internal class PermitLease(bool isAcquired) : RateLimitLease
{
    public static readonly PermitLease Granted = new(true);
    public static readonly PermitLease Failed = new(false);

    public override bool IsAcquired => isAcquired;

    public override IEnumerable<string> MetadataNames => [];

    public override bool TryGetMetadata(string metadataName, out object? metadata)
    {
        metadata = null;
        return false;
    }
}

/// <summary>Creates limiters for the documented limits of a service, unless the caller provides one.</summary>
internal sealed class RequestLimits(TimeProvider time) : IDisposable
{
    private readonly List<RateLimiter> owned = [];

    public RateLimiter PerMinute(RateLimiter? custom, int permits) => custom ?? New(permits, TimeSpan.FromMinutes(1));

    public RateLimiter PerSecond(RateLimiter? custom, int permits) => custom ?? New(permits, TimeSpan.FromSeconds(1));

    public void Dispose() => owned.ForEach(static limiter => limiter.Dispose());

    private WindowRateLimiter New(int permits, TimeSpan window)
    {
        var limiter = new WindowRateLimiter(permits, window, time);
        owned.Add(limiter);
        return limiter;
    }
}
