using NanoGpt.Schema.Model;
using NJsonSchema;

namespace NanoGpt.Cli.Export.JsonSchemas;

/// <summary>The forms of a medium: a link, a data URL, or the id of an attachment.</summary>
internal static class MediumSchema
{
    private const string Link = "^[Hh][Tt][Tt][Pp][Ss]?://[^/?#]";
    private const string Data =
        "^[Dd][Aa][Tt][Aa]:[^,]+;[Bb][Aa][Ss][Ee]64,(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)$";

    // Whatever is no link and no data URL is an id.
    private const string Attachment = "^(?![Hh][Tt][Tt][Pp][Ss]?://[^/?#]|[Dd][Aa][Tt][Aa]:).+";

    // Room for the scheme and the media type before the bytes.
    private const int LongestPrefix = 256;

    /// <summary>Limits a schema to the forms that may stand under a key.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="field">The field.</param>
    /// <param name="key">The key. One that stands for several forms, as another spelling does, leaves it to the value which it is.</param>
    public static void Limit(JsonSchema schema, FieldSpec field, string key)
    {
        var media = field.Media!;
        schema.Type = JsonObjectType.String;
        var all = FieldExport.Forms(media).ToList();
        var forms = all.FindAll(form => form.Key == key) is [var own] ? [own] : all;
        if (forms is [var only])
        {
            var form = Of(only.Name, media);
            (schema.Pattern, schema.MaxLength, schema.Title) = (form.Pattern, form.MaxLength, form.Title);
            return;
        }

        forms.ForEach(form => schema.AnyOf.Add(Of(form.Name, media)));
    }

    private static JsonSchema Of(string form, MediaSpec media) => form switch
    {
        "url" => new JsonSchema { Title = "A link", Pattern = Link },
        "data" => new JsonSchema
        {
            Title = "A data URL",
            Pattern = Data,

            // Three bytes become four characters. The media type before them has no fixed length, so that a medium a few bytes
            // over the limit passes here and is refused by the service.
            MaxLength = media.MaxBytes is { } bytes and <= int.MaxValue / 2 ? (int)((bytes + 2) / 3 * 4) + LongestPrefix : null,
        },
        _ => new JsonSchema { Title = "The id of an attachment", Pattern = Attachment },
    };
}
