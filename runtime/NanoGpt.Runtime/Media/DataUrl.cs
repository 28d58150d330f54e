namespace NanoGpt;

/// <summary>Reads data URLs, strictly: base64 of the standard alphabet without blanks, because that is what services take.</summary>
internal static class DataUrl
{
    private const string Scheme = "data:";
    private const string Base64Marker = ";base64";

    public static bool IsDataUrl(string text) => text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>The bytes, or what is wrong with the text.</summary>
    public static MediaSource Parse(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0)
        {
            return new MalformedDataSource(text, "it has no comma");
        }

        var head = text.AsSpan(Scheme.Length, comma - Scheme.Length);
        if (!head.EndsWith(Base64Marker, StringComparison.OrdinalIgnoreCase))
        {
            return new MalformedDataSource(text, "it is not base64");
        }

        var mediaType = head[..^Base64Marker.Length];
        if (!MediaTypes.IsWellFormed(mediaType))
        {
            return new MalformedDataSource(text, "its media type is malformed");
        }

        var data = text.AsSpan(comma + 1);
        var bytes = new byte[data.Length / 4 * 3];
        // The decoder skips blanks, which the services do not.
        if (data.Length % 4 != 0 || data.ContainsAny(" \t\r\n") || !Convert.TryFromBase64Chars(data, bytes, out var length))
        {
            return new MalformedDataSource(text, "its base64 is malformed");
        }

        return new BytesSource(bytes.AsMemory(0, length), mediaType.ToString());
    }
}
