using System.Net.Http.Headers;

namespace NanoGpt.Jobs;

/// <summary>Represents the body of a request that extends a video of a job.</summary>
internal sealed class ExtendContent : HttpContent, IPaidContent
{
    private readonly byte[] body;

    public ExtendContent(string runId, int index)
    {
        body = JsonText.Object(json =>
        {
            json.WriteString("runId", runId);
            json.WriteNumber("index", index);
        });
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    public bool IsStarted { get; private set; }

    public bool IsFinished { get; private set; }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (IsStarted)
        {
            throw new RepeatedSendException();
        }

        IsStarted = true;
        await stream.WriteAsync(body, cancellationToken).ConfigureAwait(false);
        IsFinished = true;
    }
}
