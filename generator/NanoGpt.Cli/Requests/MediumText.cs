namespace NanoGpt.Cli.Requests;

/// <summary>Finds the key and the text under which the wire takes a medium.</summary>
internal static class MediumText
{
    private const string AttachmentPrefix = "attachment:";

    /// <summary>Reads a link, a data URL, or <c>attachment:</c> and an id. A text of no such form is refused, because it is most likely
    /// a mistyped file, and would be sent, and paid, as the id of an attachment.</summary>
    /// <exception cref="RequestSyntaxException">It is neither, or the field does not take it.</exception>
    public static (string Key, string Text) OfText(FieldInfo field, string text)
    {
        var media = field.Media!;
        if (text.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
        {
            return (media.DataKey ?? throw NotTaken(field, "data URLs and files", text), text);
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var link) && link.Scheme is "https" or "http")
        {
            return (media.UrlKey ?? throw NotTaken(field, "links", text), text);
        }

        if (text.StartsWith(AttachmentPrefix, StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(text[AttachmentPrefix.Length..]))
        {
            return (media.AttachmentKey ?? throw NotTaken(field, "attachment ids", text), text[AttachmentPrefix.Length..]);
        }

        throw OfNoForm(field, text);
    }

    /// <summary>Returns what may stand right of the field's name, for completion.</summary>
    public static IEnumerable<string> Forms(MediaInfo media)
    {
        string?[] forms = [media.DataKey is null ? null : "@", media.UrlKey is null ? null : "=https://", media.AttachmentKey is null ? null : "=" + AttachmentPrefix];
        return forms.OfType<string>();
    }

    /// <summary>A file, as a data URL.</summary>
    /// <exception cref="RequestSyntaxException">The field takes no data, or the file's name does not tell what it is.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static (string Key, string Text) OfFile(FieldInfo field, string path)
    {
        if (field.Media!.DataKey is not { } key)
        {
            throw NotTaken(field, "files", path);
        }

        var type = MediaType(field.Type, path)
            ?? throw new RequestSyntaxException($"The name of {path} does not tell what kind of {Kind(field)} it is: give it its usual extension.");
        return (key, $"data:{type};base64,{Convert.ToBase64String(File.ReadAllBytes(path))}");
    }

    private static string? MediaType(FieldType type, string path) => type switch
    {
        FieldType.Image => ImageInput.FromFile(path).MediaType,
        FieldType.Audio => AudioInput.FromFile(path).MediaType,
        _ => VideoInput.FromFile(path).MediaType,
    };

    private static RequestSyntaxException NotTaken(FieldInfo field, string form, string given) =>
        new($"{field.Name} takes no {form}, which '{given}' would be: give {Taken(field, $"{Kind(field)}.…", "…")}.");

    private static RequestSyntaxException OfNoForm(FieldInfo field, string given)
    {
        // "@cat.png" is a file to many tools.
        var name = given.TrimStart('@') is { Length: > 0 } rest ? rest : $"{Kind(field)}.…";
        var id = name.StartsWith(AttachmentPrefix, StringComparison.Ordinal) ? "…" : name;
        return new($"{field.Name} = '{given}' is neither a link nor an attachment: write {Taken(field, name, id)}.");
    }

    private static string Taken(FieldInfo field, string file, string id)
    {
        var media = field.Media!;
        string?[] taken =
        [
            media.DataKey is null ? null : $"{field.Name}@{file} for a file",
            media.UrlKey is null ? null : $"{field.Name}=https://… for a link",
            media.AttachmentKey is null ? null : $"{field.Name}={AttachmentPrefix}{id} for an attachment of the provider's library",
        ];
        return string.Join(", or ", taken.OfType<string>());
    }

    private static string Kind(FieldInfo field) => field.Type switch
    {
        FieldType.Image => "image",
        FieldType.Audio => "audio",
        _ => "video",
    };
}
