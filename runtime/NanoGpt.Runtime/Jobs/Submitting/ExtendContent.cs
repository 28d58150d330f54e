using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using NanoGpt.Http;
using NanoGpt.Requests;

namespace NanoGpt.Jobs;

/// <summary>The body that extends one of a job's videos.</summary>
internal sealed class ExtendContent : HttpContent, IPaidContent
{
    private readonly byte[] json;

    public ExtendContent(string runId, int index)
    {
        using var buffer = new PooledBuffer();
        using (var writer = new Utf8JsonWriter(buffer, JsonText.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("runId", runId);
            writer.WriteNumber("index", index);
            writer.WriteEndObject();
        }

        json = buffer.Written.ToArray();
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    public bool IsStarted { get; private set; }

    public bool IsFinished { get; private set; }

    protected override bool TryComputeLength(out long length)
    {
        length = json.Length;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (IsStarted)
        {
            throw new RepeatedSendException();
        }

        IsStarted = true;
        await stream.WriteAsync(json, cancellationToken).ConfigureAwait(false);
        IsFinished = true;
    }
}
