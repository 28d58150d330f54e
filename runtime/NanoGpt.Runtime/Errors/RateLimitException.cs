namespace NanoGpt;

/// <summary>Too many requests, or a daily limit is reached (429).</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class RateLimitException(string message, Exception? innerException = null) : NanoGptException(message, innerException)
{
    /// <summary>How long to wait; null if the service does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
