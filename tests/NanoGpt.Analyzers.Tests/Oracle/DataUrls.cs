namespace NanoGpt.Analyzers.Tests.Oracle;

/// <summary>Data URLs in every spelling that is right for a kind of medium, and in each that is wrong.</summary>
internal static class DataUrls
{
    private static readonly string[] Kinds = ["image/png", "audio/mpeg", "video/mp4"];

    // Of the right alphabet and length; the last has bits that no byte takes.
    private static readonly string[] Base64 = ["AAA=", "AA==", "+/+/", "AB=="];

    private static readonly string[] NoBase64 =
        ["", "A", "AAA", "A===", "====", "AA=A", "AA==AAAA", "__-_", "AA@A", "AAA\u00e9", "AAAA,AAAA", " AAAA", "AA AAAAA", "AAAA\n", "AAAA\r\n\r\n"];

    /// <summary>Returns data URLs that are accepted.</summary>
    /// <param name="mediaType">A media type of the kind, such as <c>image/png</c>.</param>
    public static string[] Good(string mediaType) =>
    [
        $"DATA:{mediaType.ToUpperInvariant()};BASE64,AAAA",
        $"data:{Kind(mediaType)}x-none.of_these+xml;base64,AAAA",
        $"data:{mediaType};charset=utf-8;base64,AAAA",
        $"data:{mediaType};codecs=avc1.42E01E;base64=1;base64,AAAA",
        .. Base64.Select(base64 => $"data:{mediaType};base64,{base64}"),
    ];

    /// <summary>Returns data URLs that are refused: other kinds, invalid media types and invalid data.</summary>
    /// <param name="mediaType">A media type of the kind, such as <c>image/png</c>.</param>
    public static string[] Bad(string mediaType) =>
    [
        .. Kinds.Where(other => other != mediaType).Append("application/octet-stream").Append("text/plain").Append("x" + mediaType)
            .Concat(["", "/", Kind(mediaType).TrimEnd('/'), Kind(mediaType), mediaType[mediaType.IndexOf('/', StringComparison.Ordinal)..]])
            .Append(mediaType + "/1").Append(mediaType + " ").Append(mediaType + "\u00e9").Append(mediaType + "\"")
            .Concat(new[] { "", "charset", "charset=", "=utf-8", " charset=utf-8", "codecs=\"opus\"", "codecs=vp8,opus", "a=b=c" }.Select(parameter => $"{mediaType};{parameter}"))
            .Select(static type => $"data:{type};base64,AAAA"),
        $"data:{mediaType};base64", $"data:{mediaType},AAAA", $"data:{mediaType};base64;q=1,AAAA", "data:,text",
        .. NoBase64.Select(text => $"data:{mediaType};base64,{text}"),
    ];

    /// <summary>Returns the given number of bytes with the signature of the kind.</summary>
    /// <param name="mediaType">A media type of the kind, such as <c>image/png</c>.</param>
    /// <param name="length">How many, 12 at least.</param>
    public static string OfLength(string mediaType, long length)
    {
        var bytes = new byte[length];
        (mediaType switch
        {
            "image/png" => "GIF89a"u8,
            "audio/mpeg" => "ID3"u8,
            _ => "\0\0\0\u0018ftypmp42"u8,
        }).CopyTo(bytes);
        return $"data:{mediaType};base64,{Convert.ToBase64String(bytes)}";
    }

    private static string Kind(string mediaType) => mediaType[..(mediaType.IndexOf('/', StringComparison.Ordinal) + 1)];
}
