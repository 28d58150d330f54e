using System.Net;

namespace NanoGpt.Http;

/// <summary>
/// Represents a complete response of the service, unchanged. Whatever of it is shown, logged or thrown passes <see cref="Text"/>,
/// which removes the credentials.
/// </summary>
internal sealed record ApiResponse(HttpStatusCode Status, byte[] Body)
{
    public SafeText Text { get; init; } = SafeText.WithoutCredentials;

    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>Gets a value that indicates whether the body is a web page, such as a gateway's, and not JSON.</summary>
    public bool IsPage => IsChallenge || Body.AsSpan().TrimStart(" \t\r\n\uFEFF"u8).StartsWith("<"u8);

    /// <summary>Gets a value that indicates whether <c>cf-mitigated</c> says that a gateway asks for a browser.</summary>
    public bool IsChallenge { get; init; }

    public string? RequestId { get; init; }

    /// <summary>Gets <c>Retry-After</c> as a time from now, not below 0; null if it is absent or implausible.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets the host that a redirect points to. Only the host, because links may hold secrets.</summary>
    public string? RedirectHost { get; init; }

    public Moderation? Moderation { get; init; }

    /// <summary>Gets <c>X-Balance-Remaining</c>, in US dollars.</summary>
    public decimal? RemainingBalance { get; init; }

    /// <summary>Gets <c>PAYMENT-REQUIRED</c> of a 402, unchanged.</summary>
    public string? PaymentRequired { get; init; }

    /// <summary>Gets a value that indicates whether the body is a video, of which only the first bytes were read.</summary>
    public bool IsVideo { get; init; }

    /// <summary>Gets the origin of the key, such as the name of a setting; never the key.</summary>
    public string? KeySource { get; init; }

    /// <summary>Gets the number of the key that was sent, counted from 1.</summary>
    public int KeyVersion { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }
}
