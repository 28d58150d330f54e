namespace NanoGpt.Http;

/// <summary>
/// Represents a body that is sent once. The framework repeats requests below all handlers: after a refused HTTP/2 stream, a
/// challenge (401, 407) or a redirect (307, 308).
/// </summary>
internal sealed class OneShotContent : HttpContent
{
    private readonly HttpContent content;
    private int isStarted;

    public OneShotContent(HttpContent content)
    {
        this.content = content;
        foreach (var (name, values) in content.Headers)
        {
            Headers.TryAddWithoutValidation(name, values);
        }
    }

    public bool IsStarted => Volatile.Read(ref isStarted) != 0;

    protected override bool TryComputeLength(out long length)
    {
        length = content.Headers.ContentLength ?? -1;
        return length >= 0;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        Interlocked.Exchange(ref isStarted, 1) == 0
            ? content.CopyToAsync(stream, context, cancellationToken)
            : Task.FromException(new RepeatedSendException());
}
