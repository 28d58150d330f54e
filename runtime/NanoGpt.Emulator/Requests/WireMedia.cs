using System.Buffers.Text;
using NanoGpt.Schema.Rules;

namespace NanoGpt.Emulator.Requests;

/// <summary>Reads a medium: a link, a data URL, or the id of an attachment.</summary>
internal static class WireMedia
{
    private const string DataScheme = "data:";
    private const string Base64Marker = ";base64,";

    /// <summary>The medium; or null and what was expected instead.</summary>
    public static (RequestValue? Value, string? Expected) Read(WireKey key, string text)
    {
        var isData = text.StartsWith(DataScheme, StringComparison.OrdinalIgnoreCase);
        var isLink = Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http";
        return (key.Form ?? (isData ? MediaForm.Data : isLink ? MediaForm.Url : MediaForm.Attachment)) switch
        {
            MediaForm.Data => isData && DecodedBytes(text) is { } bytes
                ? (RequestValue.OfMedia(MediaForm.Data, bytes), null)
                : (null, "a data URL with Base64"),
            MediaForm.Url => isLink ? (RequestValue.OfMedia(MediaForm.Url), null) : (null, "a link"),
            _ => text.Length > 0 && !isLink && !isData ? (RequestValue.OfMedia(MediaForm.Attachment), null) : (null, "the id of an attachment"),
        };
    }

    /// <summary>The size of what a data URL holds; null if it holds nothing readable.</summary>
    private static long? DecodedBytes(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        var marker = text.IndexOf(Base64Marker, StringComparison.OrdinalIgnoreCase);
        return marker > DataScheme.Length && marker + Base64Marker.Length - 1 == comma
            && Base64.IsValid(text.AsSpan(comma + 1), out var bytes) && bytes > 0
            ? bytes
            : null;
    }
}
