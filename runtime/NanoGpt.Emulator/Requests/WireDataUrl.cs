using System.Buffers;
using System.Buffers.Text;
using NanoGpt.Schema.Rules;

namespace NanoGpt.Emulator.Requests;

/// <summary>Reads data URLs as strictly as a request is checked before it is sent: base64 of the standard alphabet, without blanks.</summary>
internal static class WireDataUrl
{
    private const string Scheme = "data:";
    private const string Base64Marker = ";base64";

    // A comma would end the head, and quotes have no place in it.
    private static readonly SearchValues<char> Token =
        SearchValues.Create("!#$&-^_.+0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>Whether a text is meant as one.</summary>
    public static bool Is(string text) => text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>What it holds, or why it is none.</summary>
    public static RequestValue Read(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0)
        {
            return RequestValue.OfMalformedData("it has no comma");
        }

        var head = text.AsSpan(Scheme.Length, comma - Scheme.Length);
        if (!head.EndsWith(Base64Marker, StringComparison.OrdinalIgnoreCase))
        {
            return RequestValue.OfMalformedData("it is not base64");
        }

        var mediaType = head[..^Base64Marker.Length];
        if (!IsMediaType(mediaType))
        {
            return RequestValue.OfMalformedData("its media type is malformed");
        }

        // The validation skips blanks.
        var data = text.AsSpan(comma + 1);
        return data.Length % 4 == 0 && !data.ContainsAny(" \t\r\n") && Base64.IsValid(data, out var length)
            ? RequestValue.OfData(new MediaData(mediaType.ToString(), length))
            : RequestValue.OfMalformedData("its base64 is malformed");
    }

    // "type/subtype", then parameters of plain tokens.
    private static bool IsMediaType(ReadOnlySpan<char> text)
    {
        var separator = '/';
        foreach (var range in text.Split(';'))
        {
            var part = text[range];
            var middle = part.IndexOf(separator);
            if (middle < 0 || !IsToken(part[..middle]) || !IsToken(part[(middle + 1)..]))
            {
                return false;
            }

            separator = '=';
        }

        return true;
    }

    private static bool IsToken(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExcept(Token);
}
