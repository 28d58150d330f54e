using Microsoft.AspNetCore.WebUtilities;

namespace NanoGpt.Emulator.Responses;

/// <summary>Creates steps that send a response as HTTP/1.1 text, with any framing, correct or not.</summary>
internal sealed class WireMessage(EmulatorResponse response, string requestId)
{
    public const string Chunked = "Transfer-Encoding: chunked";
    public const string NoLength = "Connection: close";

    /// <summary>Gets the bytes of the complete response, framed as by Kestrel.</summary>
    public byte[] Bytes => [.. HeadBytes(LengthLine()), .. response.Body.Span];

    public WireStep Whole => WireStep.Send(Bytes);

    public WireStep Body => WireStep.Send(response.Body);

    public WireStep SlowBody(TimeSpan pause) => WireStep.SendSlowly(response.Body, pause);

    public WireStep FirstHalf => WireStep.Send(response.Body[..(response.Body.Length / 2)]);

    public WireStep SecondHalf => WireStep.Send(response.Body[(response.Body.Length / 2)..]);

    public WireStep BodyChunk => Chunk(response.Body.Span);

    public WireStep FirstHalfChunk => Chunk(response.Body.Span[..(response.Body.Length / 2)]);

    public long Length => response.Body.Length;

    public WireStep Head(params ReadOnlySpan<string> lines) => WireStep.Send(HeadBytes(lines));

    /// <summary>Returns a line with a content length; null for the correct one.</summary>
    public string LengthLine(long? length = null) => FormattableString.Invariant($"Content-Length: {length ?? Length}");

    public static WireStep Text(string text) => WireStep.Send(Encoding.Latin1.GetBytes(text));

    public static WireStep Chunk(ReadOnlySpan<byte> bytes) => WireStep.Send(ChunkBytes(bytes));

    public static byte[] ChunkBytes(ReadOnlySpan<byte> bytes) =>
        [.. Encoding.ASCII.GetBytes(FormattableString.Invariant($"{bytes.Length:x}\r\n")), .. bytes, .. "\r\n"u8];

    private byte[] HeadBytes(params ReadOnlySpan<string> lines)
    {
        var head = new StringBuilder();
        Append(FormattableString.Invariant($"HTTP/1.1 {response.Status} {ReasonPhrases.GetReasonPhrase(response.Status)}"));
        Append($"X-Request-ID: {requestId}");
        if (!response.Body.IsEmpty)
        {
            Append($"Content-Type: {response.ContentType}");
        }

        foreach (var (name, value) in response.Headers)
        {
            Append($"{name}: {value}");
        }

        foreach (var line in lines)
        {
            Append(line);
        }

        return Encoding.Latin1.GetBytes(head.Append("\r\n").ToString());

        void Append(string line) => head.Append(line).Append("\r\n");
    }
}
