namespace NanoGpt;

/// <summary>Represents an answer whose body continues a part.</summary>
/// <param name="Response">The answer.</param>
/// <param name="End">The length of the part in bytes when the body has ended; null if the host does not say.</param>
internal sealed record OpenedVideo(HttpResponseMessage Response, long? End) : IDisposable
{
    public void Dispose() => Response.Dispose();
}
