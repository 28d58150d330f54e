using System.Threading.RateLimiting;

namespace NanoGpt;

/// <summary>The service's documented limits, kept on this side: it never has to turn us away. Limiters of the caller take their place.</summary>
internal sealed class RequestLimits : IDisposable
{
    private readonly List<RateLimiter> own = [];

    public RequestLimits(NanoGptClientOptions options)
    {
        var minute = TimeSpan.FromMinutes(1);
        Submit = options.SubmitLimiter ?? New(50, minute);
        Extend = options.ExtendLimiter ?? New(20, minute);
        Recover = options.RecoverLimiter ?? New(20, minute);
        Status = options.StatusLimiter ?? New(10, TimeSpan.FromSeconds(1));

        RateLimiter New(int permits, TimeSpan window)
        {
            var limiter = new WindowRateLimiter(permits, window, options.TimeProvider);
            own.Add(limiter);
            return limiter;
        }
    }

    public RateLimiter Submit { get; }

    public RateLimiter Extend { get; }

    public RateLimiter Recover { get; }

    public RateLimiter Status { get; }

    public void Dispose() => own.ForEach(static limiter => limiter.Dispose());
}
