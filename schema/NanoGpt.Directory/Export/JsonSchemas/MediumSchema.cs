using NJsonSchema;

namespace NanoGpt.Directories.Export.JsonSchemas;

/// <summary>The forms of a medium: a link, a data URL, or the id of an attachment.</summary>
internal static class MediumSchema
{
    private const string Link = "^[Hh][Tt][Tt][Pp][Ss]?://[^/?#]";

    // Four characters are written out and not counted ("{4}"): for a loop of those, V8 keeps no state, and of megabytes the state of
    // each round is more than its stack.
    private const string Digit = "[A-Za-z0-9+/]";
    private const string Base64 = $"(?:{Digit}{Digit}{Digit}{Digit})*{Digit}{Digit}(?:==|{Digit}(?:=|{Digit}))";

    // A part of a media type's name, or of a parameter.
    private const string Token = "[!#$&^_.+0-9A-Za-z-]+";

    // Whatever is no link and no data URL is an id.
    private const string Attachment = "^(?![Hh][Tt][Tt][Pp][Ss]?://[^/?#]|[Dd][Aa][Tt][Aa]:).+";

    // Room for what stands before the base64; nobody's media type with its parameters is longer. As it has no fixed length, a schema that
    // counts the characters of the whole takes media that are less than 192 bytes over their limit, which everybody else refuses: a
    // pattern that counts characters by millions does not compile everywhere.
    private const int LongestHead = 256;

    /// <summary>Limits a schema to the forms that may stand under a key.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="field">The field.</param>
    /// <param name="key">The key. One that stands for several forms, as another spelling does, leaves it to the value which it is.</param>
    public static void Limit(JsonSchema schema, FieldInfo field, string key)
    {
        var media = field.Media!;
        schema.Type = JsonObjectType.String;
        var all = FieldExport.Forms(media).ToList();
        var forms = all.FindAll(form => form.Key == key) is [var own] ? [own] : all;
        if (forms is [var only])
        {
            var form = Of(only.Name, field.Type, media);
            (schema.Pattern, schema.MaxLength, schema.Title, schema.Not) = (form.Pattern, form.MaxLength, form.Title, form.Not);
            return;
        }

        forms.ForEach(form => schema.AnyOf.Add(Of(form.Name, field.Type, media)));
    }

    private static JsonSchema Of(string form, FieldType type, MediaInfo media) => form switch
    {
        "url" => new JsonSchema { Title = "A link", Pattern = Link },
        "data" => new JsonSchema
        {
            Title = "A data URL",
            Pattern = $"^[Dd][Aa][Tt][Aa]:{Kind(type)}/{Token}(?:;{Token}={Token})*;[Bb][Aa][Ss][Ee]64,{Base64}$",

            // In many dialects of patterns the end is also before a last line break.
            Not = new JsonSchema { Pattern = "\n" },

            // Three bytes become four characters.
            MaxLength = media.MaxBytes is { } bytes and <= int.MaxValue / 2 ? (int)((bytes + 2) / 3 * 4) + LongestHead : null,
        },
        _ => new JsonSchema { Title = "The id of an attachment", Pattern = Attachment },
    };

    // Flags such as "ignore case" are no part of a schema's patterns.
    private static string Kind(FieldType type) => type switch
    {
        FieldType.Image => "[Ii][Mm][Aa][Gg][Ee]",
        FieldType.Audio => "[Aa][Uu][Dd][Ii][Oo]",
        _ => "[Vv][Ii][Dd][Ee][Oo]",
    };
}
