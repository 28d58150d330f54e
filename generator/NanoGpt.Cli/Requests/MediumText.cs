extern alias client;

using client::NanoGpt;
using NanoGpt.Schema.Model;

namespace NanoGpt.Cli.Requests;

/// <summary>Finds the key and the text under which the wire takes a medium.</summary>
internal static class MediumText
{
    /// <summary>A link, a data URL, or else the id of an attachment.</summary>
    /// <exception cref="RequestSyntaxException">The field does not take this form.</exception>
    public static (string Key, string Text) OfText(FieldSpec field, string text)
    {
        var media = field.Media!;
        var (key, form) = text switch
        {
            _ when text.StartsWith("data:", StringComparison.OrdinalIgnoreCase) => (media.Data, "data URLs and files"),
            _ when Uri.TryCreate(text, UriKind.Absolute, out var link) && link.Scheme is "https" or "http" => (media.Url, "links"),
            _ => (media.Attachment, "attachment ids"),
        };
        return (key ?? throw NotTaken(field, form, text), text);
    }

    /// <summary>A file, as a data URL.</summary>
    /// <exception cref="RequestSyntaxException">The field takes no data, or the file's name does not tell what it is.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static (string Key, string Text) OfFile(FieldSpec field, string path)
    {
        if (field.Media!.Data is not { } key)
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

    private static RequestSyntaxException NotTaken(FieldSpec field, string form, string given)
    {
        var media = field.Media!;
        string?[] taken =
        [
            media.Url is null ? null : $"a link ({field.Name}=https://…)",
            media.Data is null ? null : $"a file ({field.Name}@{Kind(field)}.…)",
            media.Attachment is null ? null : $"an attachment's id ({field.Name}=…)",
        ];
        return new($"{field.Name} takes no {form}, which '{given}' would be: give {string.Join(" or ", taken.OfType<string>())}.");
    }

    private static string Kind(FieldSpec field) => field.Type switch
    {
        FieldType.Image => "image",
        FieldType.Audio => "audio",
        _ => "video",
    };
}
