namespace NanoGpt;

/// <summary>Which media types are of a kind.</summary>
internal static class MediaKinds
{
    /// <summary>The first half of a kind's media types with its slash.</summary>
    public static string Prefix(this MediaKind kind) => kind switch
    {
        MediaKind.Image => "image/",
        MediaKind.Audio => "audio/",
        _ => "video/",
    };

    /// <summary>Whether a media type is of a kind: <c>image/…</c> for an image.</summary>
    public static bool Fits(this MediaKind kind, string mediaType) => mediaType.StartsWith(kind.Prefix(), StringComparison.OrdinalIgnoreCase);
}
