using NanoGpt.Evaluation;

namespace NanoGpt;

/// <summary>Reads data URLs, strictly: base64 of the standard alphabet without blanks, because that is what services take.</summary>
internal static class DataUrl
{
    /// <summary>The bytes, or what is wrong with the text.</summary>
    public static MediaSource Parse(string text)
    {
        var head = DataUrlHead.Read(text);
        if (head.Problem is { } problem)
        {
            return new MalformedDataSource(text, problem);
        }

        var data = text.AsSpan(head.Length);
        var bytes = new byte[data.Length / 4 * 3];
        // The decoder skips blanks, which the services do not.
        return data.Length % 4 == 0 && !data.ContainsAny(" \t\r\n") && Convert.TryFromBase64Chars(data, bytes, out var length)
            ? new BytesSource(bytes.AsMemory(0, length), head.MediaType)
            : new MalformedDataSource(text, DataUrlHead.MalformedBase64);
    }
}
