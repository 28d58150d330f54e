using System.Threading.RateLimiting;

namespace NanoGpt.Http;

/// <summary>
/// Represents a permit of a <see cref="WindowRateLimiter"/> to send a request. Its window begins when the request has left,
/// because busy threads and signing wallets may delay it. Disposing an unused permit returns it.
/// </summary>
internal sealed class SendPermit(WindowRateLimiter limiter) : RateLimitLease
{
    private readonly WindowRateLimiter limiter = limiter;
    private bool isHeld = true;

    public override bool IsAcquired => true;

    public override IEnumerable<string> MetadataNames => [];

    /// <summary>Waits for a permit to send, or for a lease of a limiter of the caller.</summary>
    public static ValueTask<RateLimitLease> AcquireAsync(RateLimiter limiter, CancellationToken cancellationToken) =>
        limiter is WindowRateLimiter window ? window.AcquireToSendAsync(cancellationToken) : limiter.AcquireAsync(1, cancellationToken);

    /// <summary>Waits for another permit of the same limiter; null if the limiter is the caller's.</summary>
    public static async ValueTask<RateLimitLease?> AcquireAnotherAsync(RateLimitLease? permit, CancellationToken cancellationToken) =>
        permit is SendPermit ours ? await ours.limiter.AcquireToSendAsync(cancellationToken).ConfigureAwait(false) : null;

    /// <summary>Begins the window of a permit.</summary>
    public static void NoteSent(RateLimitLease? permit)
    {
        if (permit is SendPermit { isHeld: true } ours)
        {
            ours.isHeld = false;
            ours.limiter.NoteSent();
        }
    }

    public override bool TryGetMetadata(string metadataName, out object? metadata)
    {
        metadata = null;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && isHeld)
        {
            isHeld = false;
            limiter.GiveBack();
        }
    }
}
