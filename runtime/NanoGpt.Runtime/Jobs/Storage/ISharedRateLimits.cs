namespace NanoGpt;

/// <summary>
/// Creates rate limiters that all processes with one API key share. An <see cref="ISubmissionStore"/> that several processes
/// share implements it.
/// </summary>
public interface ISharedRateLimits
{
    /// <summary>Creates a rate limiter. It needs no disposal.</summary>
    /// <param name="apiKey">The API key. Only its hash is stored.</param>
    /// <param name="kind">The kind of the requests, such as <c>status</c>. Each kind has its own rate.</param>
    /// <param name="permits">The number of permits in a period.</param>
    /// <param name="period">The period.</param>
    /// <param name="timeProvider">The clock of waits; null uses that of the system.</param>
    RateLimiter CreateRateLimiter(
        string apiKey, string kind, int permits, TimeSpan period, TimeProvider? timeProvider = null);
}
