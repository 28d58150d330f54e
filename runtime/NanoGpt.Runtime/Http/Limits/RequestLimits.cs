using System.Threading.RateLimiting;

namespace NanoGpt.Http;

/// <summary>
/// Creates limiters for the documented limits of a service. A limiter of the caller takes the place of one of them.
/// </summary>
internal sealed class RequestLimits(TimeProvider time) : IDisposable
{
    private readonly List<RateLimiter> own = [];

    public RateLimiter PerMinute(RateLimiter? wanted, int permits) => wanted ?? New(permits, TimeSpan.FromMinutes(1));

    public RateLimiter PerSecond(RateLimiter? wanted, int permits) => wanted ?? New(permits, TimeSpan.FromSeconds(1));

    public void Dispose() => own.ForEach(static limiter => limiter.Dispose());

    private WindowRateLimiter New(int permits, TimeSpan window)
    {
        var limiter = new WindowRateLimiter(permits, window, time);
        own.Add(limiter);
        return limiter;
    }
}
