using NanoGpt.Evaluation;

namespace NanoGpt.Cli.Requests;

/// <summary>Finds the JSON key and the text under which a medium is sent.</summary>
internal static class MediumText
{
    private const string AttachmentPrefix = "attachment:";

    /// <summary>
    /// Reads a URL, a data URL, or <c>attachment:</c> and an id. Any other text is rejected because it is probably a mistyped
    /// file name and would be sent, and paid for, as the id of an attachment.
    /// </summary>
    /// <exception cref="RequestSyntaxException">The text has no known form, or the field does not accept the form.</exception>
    public static (string Key, string Text) FromText(FieldInfo field, string text)
    {
        var media = field.Media!;
        switch (Medium.FormOf(text))
        {
            case MediaForms.Data:
                return (media.DataKey ?? throw NotAccepted(field, "data URLs and files", text), text);
            case MediaForms.Url when text.StartsWith("http", StringComparison.OrdinalIgnoreCase):
                return (media.UrlKey ?? throw NotAccepted(field, "links", text), text);
        }

        if (text.StartsWith(AttachmentPrefix, StringComparison.Ordinal)
            && !string.IsNullOrWhiteSpace(text[AttachmentPrefix.Length..]))
        {
            return (media.AttachmentKey ?? throw NotAccepted(field, "attachment ids", text), text[AttachmentPrefix.Length..]);
        }

        throw UnknownForm(field, text);
    }

    public static IEnumerable<string> Forms(MediaInfo media)
    {
        string?[] forms =
        [
            media.DataKey is null ? null : "@",
            media.UrlKey is null ? null : "=https://",
            media.AttachmentKey is null ? null : "=" + AttachmentPrefix,
        ];
        return forms.OfType<string>();
    }

    /// <summary>Reads a file as a data URL.</summary>
    /// <exception cref="RequestSyntaxException">The field accepts no data, or the file extension is unknown.</exception>
    public static (string Key, string Text) FromFile(FieldInfo field, string path)
    {
        if (field.Media!.DataKey is not { } key)
        {
            throw NotAccepted(field, "files", path);
        }

        var type = MediaType(field.Type, path)
            ?? throw new RequestSyntaxException(
                $"The media type of {path} is unknown: use a file with the usual extension of its {Kind(field)} format.");
        return (key, $"data:{type};base64,{Convert.ToBase64String(File.ReadAllBytes(path))}");
    }

    private static string? MediaType(FieldType type, string path) => type switch
    {
        FieldType.Image => ImageInput.FromFile(path).MediaType,
        FieldType.Audio => AudioInput.FromFile(path).MediaType,
        _ => VideoInput.FromFile(path).MediaType,
    };

    private static RequestSyntaxException NotAccepted(FieldInfo field, string form, string given) =>
        new($"{field.Name} does not accept {form}, such as '{given}': use {AcceptedForms(field, $"{Kind(field)}.…", "…")}.");

    private static RequestSyntaxException UnknownForm(FieldInfo field, string given)
    {
        // Many tools use "@cat.png" for a file.
        var name = given.TrimStart('@') is { Length: > 0 } rest ? rest : $"{Kind(field)}.…";
        var id = name.StartsWith(AttachmentPrefix, StringComparison.Ordinal) ? "…" : name;
        return new($"{field.Name} = '{given}' is neither a link nor an attachment: use {AcceptedForms(field, name, id)}.");
    }

    /// <summary>Describes the accepted forms of a medium.</summary>
    /// <param name="field">The field.</param>
    /// <param name="file">The file name of the example.</param>
    /// <param name="id">The attachment id of the example.</param>
    public static string AcceptedForms(FieldInfo field, string file, string id)
    {
        var media = field.Media!;
        string?[] taken =
        [
            media.DataKey is null ? null : $"{field.Name}@{file} for a file",
            media.UrlKey is null ? null : $"{field.Name}=https://… for a link",
            media.AttachmentKey is null
                ? null : $"{field.Name}={AttachmentPrefix}{id} for an attachment of the provider's library",
        ];
        return string.Join(", or ", taken.OfType<string>());
    }

    private static string Kind(FieldInfo field) => JsonOutput.ToLowerName(field.Type);
}
