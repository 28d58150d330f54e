using NanoGpt.Evaluation;

namespace NanoGpt.Emulator.Requests;

/// <summary>Reads a medium: a link, a data URL, or the id of an attachment.</summary>
internal static class WireMedia
{
    /// <summary>The medium; or null and what was expected instead.</summary>
    public static (RequestValue? Value, string? Expected) Read(WireKey key, string text)
    {
        var isData = DataUrlHead.Begins(text);
        var isLink = Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http";
        return (key.Form ?? (isData ? MediaForms.Data : isLink ? MediaForms.Url : MediaForms.Attachment)) switch
        {
            MediaForms.Data => isData ? (WireDataUrl.Read(text), null) : (null, "a data URL with Base64"),
            MediaForms.Url => isLink ? (RequestValue.OfMedia(MediaForms.Url), null) : (null, "a link"),
            _ => text.Length > 0 && !isLink && !isData ? (RequestValue.OfMedia(MediaForms.Attachment), null) : (null, "the id of an attachment"),
        };
    }
}
