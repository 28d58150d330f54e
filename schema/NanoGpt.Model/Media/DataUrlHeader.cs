namespace NanoGpt.Evaluation;

/// <summary>What stands before the base64 of a data URL, read strictly, because that is what services take.</summary>
/// <param name="Problem">What is wrong with it; null if nothing is.</param>
/// <param name="MediaType">The media type.</param>
/// <param name="Length">Where the base64 begins.</param>
public sealed record DataUrlHeader(string? Problem, string MediaType = "", int Length = 0)
{
    /// <summary>What every wing says of base64 that is none: of the standard alphabet, padded, without blanks.</summary>
    public const string MalformedBase64 = "its base64 is malformed";

    private const string Scheme = "data:";
    private const string Marker = ";base64";

    /// <summary>Whether a text is meant as a data URL.</summary>
    public static bool Begins(string text) => text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the number of bytes of a data URL without decoding them.</summary>
    /// <param name="text">The data URL.</param>
    /// <param name="start">The position of the base64.</param>
    /// <returns><see langword="null"/> if it is not base64 of the standard alphabet, with its padding and without blanks.</returns>
    public static long? DataLength(string text, int start)
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

    /// <summary>Reads the head of a text that is meant as a data URL.</summary>
    public static DataUrlHeader Read(string text)
    {
        var comma = text.AsSpan().IndexOf(',');
        if (comma < 0)
        {
            return new DataUrlHeader("it has no comma");
        }

        var head = text.AsSpan(Scheme.Length, comma - Scheme.Length);
        if (!head.EndsWith(Marker.AsSpan(), StringComparison.OrdinalIgnoreCase))
        {
            return new DataUrlHeader("it is not base64");
        }

        var mediaType = head.Slice(0, head.Length - Marker.Length);
        return MediaTypes.IsWellFormed(mediaType)
            ? new DataUrlHeader(null, mediaType.ToString(), comma + 1)
            : new DataUrlHeader("its media type is malformed");
    }
}
