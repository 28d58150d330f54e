using NanoGpt.Evaluation;

namespace NanoGpt.Definitions;

/// <summary>Reads a medium: a link, a data URL, or the id of an attachment.</summary>
internal static class WireMedia
{
    /// <summary>Returns the medium, or <see langword="null"/> and the expected value.</summary>
    public static (RequestValue? Value, string? Expected) Read(WireKey key, string text)
    {
        var form = Medium.FormOf(text);
        var expected = key.Form ?? form;
        return expected != form || text.Length == 0 ? (null, Describe(expected))
            : (form == MediaForms.Attachment ? RequestValue.OfMedia(form) : RequestValue.Of(Medium.FromUrl(text)), null);
    }

    private static string Describe(MediaForms form) => form switch
    {
        MediaForms.Data => "a data URL with Base64",
        MediaForms.Url => "a link",
        _ => "the id of an attachment",
    };
}
