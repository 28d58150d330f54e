namespace NanoGpt.Evaluation;

/// <summary>Checks media types and maps file extensions to them.</summary>
public static class MediaTypes
{
    private const string Marks = "!#$&-^_.+";

    /// <summary>Returns the prefix of the media types for a field type: <c>image/</c>.</summary>
    /// <param name="type">Image, audio or video.</param>
    public static string PrefixOf(FieldType type) => type switch
    {
        FieldType.Image => "image/",
        FieldType.Audio => "audio/",
        _ => "video/",
    };

    /// <summary>Returns whether a text is a media type, with or without parameters: <c>audio/webm;codecs=opus</c>.</summary>
    /// <param name="text">The text.</param>
    public static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        for (var separator = '/'; ; separator = '=')
        {
            var end = text.IndexOf(';');
            var part = end < 0 ? text : text.Slice(0, end);
            var middle = part.IndexOf(separator);
            if (middle <= 0 || !IsToken(part.Slice(0, middle)) || !IsToken(part.Slice(middle + 1)))
            {
                return false;
            }

            if (end < 0)
            {
                return true;
            }

            text = text.Slice(end + 1);
        }
    }

    /// <summary>Returns the media type of a file by its extension; <see langword="null"/> if the extension is unknown.</summary>
    /// <param name="path">The path in Unix or Windows notation.</param>
    /// <param name="prefix">The expected prefix, which decides for ambiguous extensions: <c>audio/</c>.</param>
    public static string? FromFileName(string path, string prefix)
    {
        var name = path.AsSpan(path.AsSpan().LastIndexOfAny('/', '\\', ':') + 1);
        var dot = name.LastIndexOf('.');
        return dot < 0 ? null : name.Slice(dot).ToString().ToLowerInvariant() switch
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
            // Containers of audio or video.
            ".ogg" => prefix == "video/" ? "video/ogg" : "audio/ogg",
            ".webm" => prefix == "audio/" ? "audio/webm" : "video/webm",
            ".mp4" => prefix == "audio/" ? "audio/mp4" : "video/mp4",
            ".m4v" => "video/mp4",
            ".mov" => "video/quicktime",
            ".mkv" => "video/x-matroska",
            ".avi" => "video/x-msvideo",
            _ => null,
        };
    }

    private static bool IsToken(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c is not (>= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9') && Marks.AsSpan().IndexOf(c) < 0)
            {
                return false;
            }
        }

        return !text.IsEmpty;
    }
}
