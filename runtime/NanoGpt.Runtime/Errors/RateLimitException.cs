namespace NanoGpt;

/// <summary>Too many requests, or a daily limit is reached (429).</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class RateLimitException(string message, Exception? innerException = null) : NanoGptException(message, innerException)
{
    /// <summary>How long to wait; null if the service does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>When the service will take requests again, by this machine's clock; null if it does not say.</summary>
    public DateTimeOffset? ResetAt { get; init; }

    /// <summary>Whether a limit of the day is reached, which no waiting inside a call would help.</summary>
    public bool IsDaily { get; init; }
}
