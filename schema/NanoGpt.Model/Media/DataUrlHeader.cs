#if NET
using System.Buffers;
#endif

namespace NanoGpt.Evaluation;

/// <summary>Represents the part of a data URL before the base64. It is parsed as strictly as services parse it.</summary>
/// <param name="Problem">The problem; <see langword="null"/> if the header is well formed.</param>
/// <param name="MediaType">The media type.</param>
/// <param name="Length">The position of the base64.</param>
public sealed record DataUrlHeader(string? Problem, string MediaType = "", int Length = 0)
{
    /// <summary>The problem of data that are not base64 of the standard alphabet with padding and without spaces.</summary>
    public const string MalformedBase64 = "its base64 is malformed";

    private const string Scheme = "data:";
    private const string Marker = ";base64";

    /// <summary>Returns whether a text starts as a data URL.</summary>
    /// <param name="text">The text.</param>
    public static bool Begins(string text) => text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the number of bytes of a data URL without decoding them.</summary>
    /// <param name="text">The data URL.</param>
    /// <param name="start">The position of the base64.</param>
    /// <returns>The number; <see langword="null"/> if the data are not base64 of the standard alphabet with padding.</returns>
    public static long? DataLength(string text, int start)
    {
        var count = text.Length - start;
        if (count % 4 != 0)
        {
            return null;
        }

        var padding = count > 0 && text[text.Length - 1] == '=' ? text[text.Length - 2] == '=' ? 2 : 1 : 0;
        return IsBase64(text.AsSpan(start, count - padding)) ? ((long)count / 4 * 3) - padding : null;
    }

    /// <summary>Returns the first bytes of a data URL; <see langword="null"/> if it has fewer than a signature.</summary>
    /// <param name="text">The data URL, whose base64 is well formed.</param>
    /// <param name="start">The position of the base64.</param>
    public static byte[]? ReadStart(string text, int start)
    {
        const int Characters = MediaSignature.Length / 3 * 4;   // three bytes are encoded as four characters
        return text.Length - start >= Characters
            && Convert.FromBase64String(text.Substring(start, Characters)) is { Length: MediaSignature.Length } bytes
            ? bytes
            : null;
    }

    /// <summary>Returns the number of characters that a number of bytes has as base64 with padding.</summary>
    /// <param name="length">The number of bytes.</param>
    public static long EncodedLength(long length) => (length + 2) / 3 * 4;

    /// <summary>Reads the header of a data URL.</summary>
    /// <param name="text">A text for which <see cref="Begins"/> returns <see langword="true"/>.</param>
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

#if NET
    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

    // Data URLs of several megabytes are common.
    private static bool IsBase64(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Alphabet);
#else
    private static bool IsBase64(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c is not (>= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '+' or '/'))
            {
                return false;
            }
        }

        return true;
    }
#endif
}
