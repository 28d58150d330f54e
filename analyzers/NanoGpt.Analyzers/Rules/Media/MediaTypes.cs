using System.Globalization;
using NanoGpt.Analyzers.Evaluation;

namespace NanoGpt.Analyzers.Rules.Media;

/// <summary>Media types, as the runtime tells them.</summary>
internal static class MediaTypes
{
    private const string Marks = "!#$&-^_.+";

    private static readonly Dictionary<string, string> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = "image/png", [".jpg"] = "image/jpeg", [".jpeg"] = "image/jpeg", [".webp"] = "image/webp", [".gif"] = "image/gif",
        [".bmp"] = "image/bmp", [".avif"] = "image/avif", [".heic"] = "image/heic",
        [".mp3"] = "audio/mpeg", [".wav"] = "audio/wav", [".m4a"] = "audio/mp4", [".aac"] = "audio/aac", [".flac"] = "audio/flac",
        [".opus"] = "audio/opus",
        [".m4v"] = "video/mp4", [".mov"] = "video/quicktime", [".mkv"] = "video/x-matroska", [".avi"] = "video/x-msvideo",
    };

    /// <summary>What every media type of a kind begins with, such as <c>image/</c>.</summary>
    public static string Prefix(Fact.Media medium) => medium.Type?.Name switch
    {
        "AudioInput" => "audio/",
        "VideoInput" => "video/",
        _ => "image/",
    };

    /// <summary>The media type that a file's extension tells; null if it tells none.</summary>
    public static string? OfFile(string path, string prefix)
    {
        var name = path.Substring(path.LastIndexOfAny(['/', '\\', ':']) + 1);
        var dot = name.LastIndexOf('.');
        if (dot < 0)
        {
            return null;
        }

        var extension = name.Substring(dot);
        return ByExtension.TryGetValue(extension, out var type) ? type : OfContainer(extension, prefix);
    }

    /// <summary><c>type/subtype</c>, with parameters of plain tokens and nothing else.</summary>
    public static bool IsWellFormed(string text)
    {
        var separator = '/';
        foreach (var part in text.Split(';'))
        {
            var middle = part.IndexOf(separator);
            if (middle <= 0 || !IsToken(part, 0, middle) || !IsToken(part, middle + 1, part.Length))
            {
                return false;
            }

            separator = '=';
        }

        return true;
    }

    // Containers that hold sound or pictures.
    private static string? OfContainer(string extension, string prefix) => extension.ToLower(CultureInfo.InvariantCulture) switch
    {
        ".ogg" => prefix == "video/" ? "video/ogg" : "audio/ogg",
        ".webm" => prefix == "audio/" ? "audio/webm" : "video/webm",
        ".mp4" => prefix == "audio/" ? "audio/mp4" : "video/mp4",
        _ => null,
    };

    private static bool IsToken(string text, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (text[i] is not (>= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9') && Marks.IndexOf(text[i]) < 0)
            {
                return false;
            }
        }

        return end > start;
    }
}
