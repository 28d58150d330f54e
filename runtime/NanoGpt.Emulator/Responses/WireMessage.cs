using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace NanoGpt.Emulator.Responses;

/// <summary>Answers as HTTP/1.1 text, framed by whoever asks and not by the truth.</summary>
internal static class WireMessage
{
    /// <summary>The whole answer, as Kestrel would frame it.</summary>
    public static byte[] Whole(EmulatorResponse answer, string requestId) =>
        [.. Head(answer, requestId, $"Content-Length: {answer.Body.Length}"), .. answer.Body.Span];

    /// <summary>Status line and headers, with further lines before the empty one.</summary>
    public static byte[] Head(EmulatorResponse answer, string requestId, params ReadOnlySpan<string> lines)
    {
        var head = new StringBuilder()
            .Append(FormattableString.Invariant($"HTTP/1.1 {answer.Status} {ReasonPhrases.GetReasonPhrase(answer.Status)}\r\n"))
            .Append("X-Request-ID: ").Append(requestId).Append("\r\n");
        if (!answer.Body.IsEmpty)
        {
            head.Append("Content-Type: ").Append(answer.ContentType).Append("\r\n");
        }

        foreach (var (name, value) in answer.Headers)
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        foreach (var line in lines)
        {
            head.Append(line).Append("\r\n");
        }

        return Encoding.Latin1.GetBytes(head.Append("\r\n").ToString());
    }

    public static byte[] Chunk(ReadOnlySpan<byte> bytes) =>
        [.. Encoding.ASCII.GetBytes(FormattableString.Invariant($"{bytes.Length:x}\r\n")), .. bytes, .. "\r\n"u8];
}
