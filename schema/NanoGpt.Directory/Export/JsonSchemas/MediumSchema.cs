using NJsonSchema;

namespace NanoGpt.Directories.Export.JsonSchemas;

/// <summary>Limits JSON Schemas to the forms of a medium: a URL, a data URL or an attachment id.</summary>
internal static class MediumSchema
{
    // Without a user name. That the host is public cannot be expressed.
    private const string Host = "://[^/?#@]+(?:[/?#]|$)";

    // The four characters are repeated instead of counted ("{4}"): V8 keeps a stack entry for each iteration of a counted loop
    // and overflows on megabytes of data.
    private const string Digit = "[A-Za-z0-9+/]";
    private const string Base64 = $"(?:{Digit}{Digit}{Digit}{Digit})*{Digit}{Digit}(?:==|{Digit}(?:=|{Digit}))";

    // A token of a media type or of a parameter.
    private const string Token = "[!#$&^_.+0-9A-Za-z-]+";

    // Any text that is neither a link nor a data URL is an attachment id.
    private const string Attachment = "^(?![\\s\\S]*://|[Dd][Aa][Tt][Aa]:)[\\s\\S]+";

    // The maximum length of the text before the base64 data. A length limit for the whole text therefore accepts media that
    // exceed their limit by less than 192 bytes; a pattern that counts millions of characters does not compile everywhere.
    private const int MaxHeaderLength = 256;

    /// <summary>Limits a schema to the forms that a key accepts. An alias accepts all forms; the value decides.</summary>
    public static void Limit(JsonSchema schema, FieldInfo field, string key)
    {
        var media = field.Media!;
        schema.Type = JsonObjectType.String;
        var all = FieldExport.Forms(media).ToList();
        var forms = all.FindAll(form => form.Key == key) is [var own] ? [own] : all;
        if (forms is [var only])
        {
            var form = Create(only.Name, field.Type, media);
            (schema.Pattern, schema.MaxLength, schema.Title, schema.Not) = (form.Pattern, form.MaxLength, form.Title, form.Not);
            return;
        }

        forms.ForEach(form => schema.AnyOf.Add(Create(form.Name, field.Type, media)));
    }

    private static JsonSchema Create(string form, FieldType type, MediaInfo media) => form switch
    {
        "url" => new JsonSchema { Title = "A link", Pattern = $"^[Hh][Tt][Tt][Pp][Ss]{(media.AcceptsHttp ? "?" : "")}{Host}" },
        "data" => new JsonSchema
        {
            Title = "A data URL",
            Pattern = $"^[Dd][Aa][Tt][Aa]:{Kind(type)}/{Token}(?:;{Token}={Token})*;[Bb][Aa][Ss][Ee]64,{Base64}$",

            // In many regex dialects, $ also matches before a final line break.
            Not = new JsonSchema { Pattern = "\n" },

            // Three bytes are encoded as four characters.
            MaxLength = media.MaxBytes is { } bytes and <= int.MaxValue / 2
                ? (int)DataUrlHeader.EncodedLength(bytes) + MaxHeaderLength
                : null,
        },
        _ => new JsonSchema { Title = "The id of an attachment", Pattern = Attachment },
    };

    // JSON Schema patterns have no flags such as "ignore case".
    private static string Kind(FieldType type) => type switch
    {
        FieldType.Image => "[Ii][Mm][Aa][Gg][Ee]",
        FieldType.Audio => "[Aa][Uu][Dd][Ii][Oo]",
        _ => "[Vv][Ii][Dd][Ee][Oo]",
    };
}
