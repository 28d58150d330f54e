using System.Buffers;

namespace NanoGpt;

/// <summary>Media types: which are well formed, and which a file's extension means.</summary>
internal static class MediaTypes
{
    public const string Unknown = "application/octet-stream";

    private static readonly SearchValues<char> Token =
        SearchValues.Create("!#$&-^_.+0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary><c>type/subtype</c>, with parameters of plain tokens (<c>audio/webm;codecs=opus</c>) and nothing else.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        for (var separator = '/'; ; separator = '=')
        {
            var end = text.IndexOf(';');
            var part = end < 0 ? text : text[..end];
            var middle = part.IndexOf(separator);
            if (middle <= 0 || !IsToken(part[..middle]) || !IsToken(part[(middle + 1)..]))
            {
                return false;
            }

            if (end < 0)
            {
                return true;
            }

            text = text[(end + 1)..];
        }
    }

    public static string Checked(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text, "mediaType");
        return IsWellFormed(text) ? text : throw new ArgumentException($"'{text}' is not a media type such as image/png.", "mediaType");
    }

    /// <summary>Whether a media type is of a kind: <c>image/…</c> for an image.</summary>
    public static bool Fits(MediaKind kind, string mediaType) => mediaType.StartsWith(Prefix(kind), StringComparison.OrdinalIgnoreCase);

    /// <summary>The first half of a kind's media types with its slash.</summary>
    public static string Prefix(MediaKind kind) => kind switch
    {
        MediaKind.Image => "image/",
        MediaKind.Audio => "audio/",
        _ => "video/",
    };

    /// <summary>The media type of a file; null if its extension does not tell.</summary>
    public static string? FromExtension(MediaKind kind, string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".webp" => "image/webp",
        ".gif" => "image/gif",
        ".bmp" => "image/bmp",
        ".avif" => "image/avif",
        ".heic" => "image/heic",
        ".mp3" => "audio/mpeg",
        ".wav" => "audio/wav",
        ".m4a" => "audio/mp4",
        ".aac" => "audio/aac",
        ".flac" => "audio/flac",
        ".opus" => "audio/opus",
        // Containers that hold either.
        ".ogg" => kind == MediaKind.Video ? "video/ogg" : "audio/ogg",
        ".webm" => kind == MediaKind.Audio ? "audio/webm" : "video/webm",
        ".mp4" => kind == MediaKind.Audio ? "audio/mp4" : "video/mp4",
        ".m4v" => "video/mp4",
        ".mov" => "video/quicktime",
        ".mkv" => "video/x-matroska",
        ".avi" => "video/x-msvideo",
        _ => null,
    };

    private static bool IsToken(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExcept(Token);
}
