using System.Net.Http.Headers;

namespace NanoGpt.Http;

/// <summary>Represents a complete response. Displayed text passes <see cref="Text"/>, which removes credentials.</summary>
internal sealed record ApiResponse(HttpStatusCode Status, byte[] Body)
{
    public SafeText Text { get; init; } = SafeText.WithoutCredentials;

    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>Gets a value that indicates whether the body is a web page, such as a gateway's, and not JSON.</summary>
    public bool IsPage => IsChallenge || Body.AsSpan().TrimStart(" \t\r\n\uFEFF"u8).StartsWith("<"u8);

    /// <summary>Gets a value that indicates whether a gateway requires a browser (<c>cf-mitigated</c>).</summary>
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

/// <summary>Represents a free request, which can be repeated.</summary>
internal sealed record ApiRequest(HttpMethod Method, string Path)
{
    private static readonly MediaTypeHeaderValue JsonType = new("application/json");

    /// <summary>Gets the body as JSON in UTF-8; null for none.</summary>
    public byte[]? Json { get; init; }

    /// <summary>Gets a function that creates a body for every send; null for none.</summary>
    public Func<HttpContent>? Content { get; init; }

    public int MaxBytes { get; init; } = ApiConnection.MaxResponseBytes;

    public bool IsKeyless { get; init; }

    /// <summary>Gets a value that indicates whether the response may be a video instead of JSON.</summary>
    public bool MayBeVideo { get; init; }

    /// <summary>Gets the permit, whose window begins when the request has left; null for none.</summary>
    public RateLimitLease? Permit { get; init; }

    public HttpContent? NewContent() => Json is null
        ? Content?.Invoke()
        : new ByteArrayContent(Json) { Headers = { ContentType = JsonType } };
}
