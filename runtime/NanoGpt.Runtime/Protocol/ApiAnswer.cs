using System.Net;

namespace NanoGpt;

/// <summary>An answer of the service, read to its end. The key is scrubbed from all of it.</summary>
internal sealed record ApiAnswer(HttpStatusCode Status, byte[] Body)
{
    /// <summary><c>X-Request-ID</c>.</summary>
    public string? RequestId { get; init; }

    /// <summary><c>Retry-After</c> as a length of time, not below 0; null if absent or senseless.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public bool IsSuccess => (int)Status is >= 200 and < 300;
}
