using System.Net.Http.Headers;
using System.Threading.RateLimiting;

namespace NanoGpt.Http;

/// <summary>A call of the service that costs nothing and can be repeated.</summary>
internal sealed record ApiQuestion(HttpMethod Method, string Path)
{
    private static readonly MediaTypeHeaderValue JsonType = new("application/json");

    /// <summary>The body, JSON in UTF-8; null for none.</summary>
    public byte[]? Json { get; init; }

    /// <summary>Makes a body that is not <see cref="Json"/>, anew for every send; null for none.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>Most bytes of the answer.</summary>
    public int MaxBytes { get; init; } = ApiConnection.MaxAnswerBytes;

    /// <summary>Whether it goes without the key.</summary>
    public bool IsKeyless { get; init; }

    /// <summary>Whether a video may come instead of JSON.</summary>
    public bool MayBeVideo { get; init; }

    /// <summary>What let it through, told when it has left; null for nothing.</summary>
    public RateLimitLease? Permit { get; init; }

    public HttpContent? NewContent() => Json is null
        ? Content?.Invoke()
        : new ByteArrayContent(Json) { Headers = { ContentType = JsonType } };
}
