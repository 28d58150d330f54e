using System.Net;

namespace NanoGpt.Http;

/// <summary>
/// An answer of the service, read to its end, as it came. What of it is shown, logged or thrown passes <see cref="Text"/>, which
/// removes the credentials.
/// </summary>
internal sealed record ApiAnswer(HttpStatusCode Status, byte[] Body)
{
    /// <summary>Makes its text fit to be shown.</summary>
    public SafeText Text { get; init; } = SafeText.WithoutCredentials;

    /// <summary>Whether it is a web page, such as a challenge or an error of something between us and the service, and not JSON.</summary>
    public bool IsPage => IsChallenge || Body.AsSpan().TrimStart(" \t\r\n\uFEFF"u8).StartsWith("<"u8);

    /// <summary>Whether <c>cf-mitigated</c> says that a gateway asks for a browser.</summary>
    public bool IsChallenge { get; init; }

    /// <summary><c>X-Request-ID</c>.</summary>
    public string? RequestId { get; init; }

    /// <summary><c>Retry-After</c> as a length of time, not below 0; null if absent or senseless.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The server's own time; null if it does not say.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>Where a redirect points to: the host only, because links may hold secrets.</summary>
    public string? RedirectHost { get; init; }

    /// <summary>What the service's moderation said; null if it was not asked.</summary>
    public Moderation? Moderation { get; init; }

    /// <summary><c>X-Balance-Remaining</c>, in US dollars; null if absent.</summary>
    public decimal? RemainingBalance { get; init; }

    /// <summary><c>PAYMENT-REQUIRED</c> of a 402, as it came; null if absent.</summary>
    public string? PaymentRequired { get; init; }

    /// <summary>Whether the body is a video, of which no more than the first bytes were read.</summary>
    public bool IsVideo { get; init; }

    /// <summary>Where the key came from, such as the name of a setting; never the key.</summary>
    public string? KeySource { get; init; }

    /// <summary>Which of the keys was sent, counted from 1.</summary>
    public int KeyVersion { get; init; }

    /// <summary>When it arrived, by our clock.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    public bool IsSuccess => (int)Status is >= 200 and < 300;
}
