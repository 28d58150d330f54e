using System.Text.Json.Nodes;

namespace NanoGpt.Agents.Tests.Kit;

/// <summary>Passes the messages of a server on to a client, or to a test instead.</summary>
internal sealed class FrameStream(Stream client) : Stream
{
    private readonly MemoryStream frame = new();

    /// <summary>Gets or sets the function that receives the messages instead of the client; null for the client.</summary>
    public Action<JsonNode>? Received { get; set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Received is null)
        {
            await client.WriteAsync(buffer, cancellationToken);
            return;
        }

        foreach (var value in buffer.ToArray())
        {
            if (value != (byte)'\n')
            {
                frame.WriteByte(value);
                continue;
            }

            Received?.Invoke(JsonNode.Parse(frame.ToArray())!);
            frame.SetLength(0);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => client.Write(buffer, offset, count);

    public override Task FlushAsync(CancellationToken cancellationToken) => client.FlushAsync(cancellationToken);

    public override void Flush() => client.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        frame.Dispose();
        client.Dispose();
        base.Dispose(disposing);
    }
}
