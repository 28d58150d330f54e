using NanoGpt.Evaluation;

namespace NanoGpt.Definitions;

/// <summary>Reads a medium: a link, a data URL, or the id of an attachment.</summary>
internal static class WireMedia
{
    /// <summary>Returns the medium, or <see langword="null"/> and the expected value.</summary>
    public static (RequestValue? Value, string? Expected) Read(WireKey key, string text)
    {
        var isData = DataUrlHeader.Begins(text);
        var isLink = Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http";
        return (key.Form ?? (isData ? MediaForms.Data : isLink ? MediaForms.Url : MediaForms.Attachment)) switch
        {
            MediaForms.Data => isData ? (ReadData(text), null) : (null, "a data URL with Base64"),
            MediaForms.Url => isLink ? (RequestValue.OfMedia(MediaForms.Url), null) : (null, "a link"),
            _ => text.Length > 0 && !isLink && !isData
                ? (RequestValue.OfMedia(MediaForms.Attachment), null)
                : (null, "the id of an attachment"),
        };
    }

    private static RequestValue ReadData(string text)
    {
        var head = DataUrlHeader.Read(text);
        if (head.Problem is { } problem)
        {
            return RequestValue.OfMalformedData(problem);
        }

        return DataUrlHeader.DataLength(text, head.Length) is { } length
            ? RequestValue.OfData(new MediaData(head.MediaType, length))
            : RequestValue.OfMalformedData(DataUrlHeader.MalformedBase64);
    }
}
