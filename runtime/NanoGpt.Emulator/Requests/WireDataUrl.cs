using System.Buffers.Text;
using NanoGpt.Evaluation;

namespace NanoGpt.Emulator.Requests;

/// <summary>Reads data URLs as strictly as a request is checked before it is sent: base64 of the standard alphabet, without blanks.</summary>
internal static class WireDataUrl
{
    /// <summary>What it holds, or why it is none.</summary>
    public static RequestValue Read(string text)
    {
        var head = DataUrlHead.Read(text);
        if (head.Problem is { } problem)
        {
            return RequestValue.OfMalformedData(problem);
        }

        // The validation skips blanks.
        var data = text.AsSpan(head.Length);
        return data.Length % 4 == 0 && !data.ContainsAny(" \t\r\n") && Base64.IsValid(data, out var length)
            ? RequestValue.OfData(new MediaData(head.MediaType, length))
            : RequestValue.OfMalformedData(DataUrlHead.MalformedBase64);
    }
}
