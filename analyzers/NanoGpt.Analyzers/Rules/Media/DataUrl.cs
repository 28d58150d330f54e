using NanoGpt.Evaluation;

namespace NanoGpt.Analyzers.Rules.Media;

/// <summary>A data URL taken apart without decoding it.</summary>
/// <param name="Problem">What is wrong with it; null if nothing is.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Length">How many bytes it holds.</param>
internal sealed record DataUrl(string? Problem, string MediaType = "", long Length = 0)
{
    public static DataUrl Parse(string text)
    {
        var head = DataUrlHead.Read(text);
        return head.Problem is { } problem ? new DataUrl(problem)
            : LengthOf(text, head.Length) is { } length ? new DataUrl(null, head.MediaType, length)
            : new DataUrl(DataUrlHead.MalformedBase64);
    }

    /// <summary>The first bytes of a well-formed data URL; null if there are too few to tell anything.</summary>
    public static byte[]? StartOf(string text)
    {
        // Four characters carry three bytes.
        const int Characters = MediaSignature.Length / 3 * 4;
        var start = text.IndexOf(',') + 1;
        return text.Length - start < Characters ? null : System.Convert.FromBase64String(text.Substring(start, Characters)) is { Length: MediaSignature.Length } bytes ? bytes : null;
    }

    // The number of bytes behind base64 of the standard alphabet without blanks; null if it is none.
    private static long? LengthOf(string text, int start)
    {
        var count = text.Length - start;
        if (count % 4 != 0)
        {
            return null;
        }

        var padding = count > 0 && text[text.Length - 1] == '=' ? text[text.Length - 2] == '=' ? 2 : 1 : 0;
        for (var i = start; i < text.Length - padding; i++)
        {
            if (text[i] is not (>= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '+' or '/'))
            {
                return null;
            }
        }

        return ((long)count / 4 * 3) - padding;
    }
}
