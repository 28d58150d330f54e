using System.Threading.RateLimiting;

namespace NanoGpt.Http;

/// <summary>
/// A permit of a <see cref="WindowRateLimiter"/> to send a request. Between the permit and the wire lie threads that are busy and wallets
/// that sign: the window begins when the request has left and not before. A permit that nobody used is given back.
/// </summary>
internal sealed class SendPermit(WindowRateLimiter limiter) : RateLimitLease
{
    private readonly WindowRateLimiter limiter = limiter;
    private bool isHeld = true;

    public override bool IsAcquired => true;

    public override IEnumerable<string> MetadataNames => [];

    /// <summary>Waits for a permit to send; of a limiter of the caller, for whatever it gives.</summary>
    public static ValueTask<RateLimitLease> AcquireAsync(RateLimiter limiter, CancellationToken ct) =>
        limiter is WindowRateLimiter window ? window.AcquireToSendAsync(ct) : limiter.AcquireAsync(1, ct);

    /// <summary>Waits for one more permit of the same limiter, to send once more; null where it is not ours.</summary>
    public static async ValueTask<RateLimitLease?> AcquireAnotherAsync(RateLimitLease? permit, CancellationToken ct) =>
        permit is SendPermit ours ? await ours.limiter.AcquireToSendAsync(ct).ConfigureAwait(false) : null;

    /// <summary>Says that the request has left.</summary>
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
