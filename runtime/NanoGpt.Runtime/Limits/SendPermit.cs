using System.Threading.RateLimiting;

namespace NanoGpt;

/// <summary>
/// A permit of a <see cref="WindowRateLimiter"/> to send a request. Between the permit and the wire lie threads that are busy and wallets
/// that sign: the window begins when the request has left and not before. A permit that nobody used is given back.
/// </summary>
internal sealed class SendPermit(WindowRateLimiter limiter) : RateLimitLease
{
    private bool hasLeft;
    private bool isOver;

    public override bool IsAcquired => true;

    public override IEnumerable<string> MetadataNames => [];

    /// <summary>Waits for a permit to send; of a limiter of the caller, for whatever it gives.</summary>
    public static ValueTask<RateLimitLease> AcquireAsync(RateLimiter limiter, CancellationToken ct) =>
        limiter is WindowRateLimiter window ? window.AcquireToSendAsync(ct) : limiter.AcquireAsync(1, ct);

    /// <summary>Says that a request has left; each one counts, if there is a second.</summary>
    public static void NoteSent(RateLimitLease? permit) => (permit as SendPermit)?.Leave();

    public override bool TryGetMetadata(string metadataName, out object? metadata)
    {
        metadata = null;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !isOver && !hasLeft)
        {
            limiter.GiveBack();
        }

        isOver = true;
    }

    private void Leave()
    {
        limiter.NoteSent(isFirst: !hasLeft);
        hasLeft = true;
    }
}
