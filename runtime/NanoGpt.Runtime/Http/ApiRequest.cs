using System.Net.Http.Headers;
using System.Threading.RateLimiting;

namespace NanoGpt.Http;

/// <summary>Represents a request that costs nothing and can be repeated.</summary>
internal sealed record ApiRequest(HttpMethod Method, string Path)
{
    private static readonly MediaTypeHeaderValue JsonType = new("application/json");

    /// <summary>Gets the body, JSON in UTF-8; null for none.</summary>
    public byte[]? Json { get; init; }

    /// <summary>Gets a function that creates a body for every send; null for none.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>Gets the maximum number of bytes of the response.</summary>
    public int MaxBytes { get; init; } = ApiConnection.MaxResponseBytes;

    public bool IsKeyless { get; init; }

    /// <summary>Gets a value that indicates whether the response may be a video instead of JSON.</summary>
    public bool MayBeVideo { get; init; }

    /// <summary>Gets the permit to send, which is told when the request has left; null for none.</summary>
    public RateLimitLease? Permit { get; init; }

    public HttpContent? NewContent() => Json is null
        ? Content?.Invoke()
        : new ByteArrayContent(Json) { Headers = { ContentType = JsonType } };
}
