using System.Threading.RateLimiting;

namespace NanoGpt.Http;

/// <summary>A service's documented limits, kept on this side: it never has to turn us away. Limiters of the caller take their place.</summary>
internal sealed class RequestLimits(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly List<RateLimiter> own = [];

    /// <summary>The limiter of the caller; else one of our own, which is disposed with this.</summary>
    public RateLimiter PerMinute(RateLimiter? wanted, int permits) => wanted ?? New(permits, Minute);

    /// <summary>The limiter of the caller; else one of our own, which is disposed with this.</summary>
    public RateLimiter PerSecond(RateLimiter? wanted, int permits) => wanted ?? New(permits, TimeSpan.FromSeconds(1));

    public void Dispose() => own.ForEach(static limiter => limiter.Dispose());

    private WindowRateLimiter New(int permits, TimeSpan window)
    {
        var limiter = new WindowRateLimiter(permits, window, time);
        own.Add(limiter);
        return limiter;
    }
}
