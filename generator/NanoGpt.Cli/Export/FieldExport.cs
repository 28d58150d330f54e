using System.Text.Json.Nodes;
using NanoGpt.Schema.Model;

namespace NanoGpt.Cli.Export;

/// <summary>One field. Values are spelled as the wire does; bounds are in the field's unit.</summary>
internal static class FieldExport
{
    public static JsonObject Of(FieldSpec field)
    {
        var export = new JsonObject
        {
            ["name"] = field.Name,
            ["property"] = field.Fixed is null ? field.Property : null,
            ["wire"] = Json.Texts(Keys(field)),
            ["aliases"] = Json.Texts(field.Wire.Aliases),
            ["type"] = Json.Word(field.Type),
            ["summary"] = field.Summary,
            ["required"] = field.Required,
            ["values"] = field.Values.IsEmpty ? null : Json.Texts(field.Values.Select(value => Spell(field, value.Wire))),
            ["open"] = field.Open,
            ["disputed"] = Json.Texts(field.Values.Where(value => value.Disputed).Select(value => Spell(field, value.Wire))),
            ["min"] = Json.Number(field.Min),
            ["max"] = Json.Number(field.Max),
            ["minExclusive"] = field.MinExclusive,
            ["maxExclusive"] = field.MaxExclusive,
            ["step"] = Json.Number(field.Step),
            ["minLength"] = field.MinLength,
            ["maxLength"] = field.MaxLength,
            ["default"] = Json.Of(field.Default),
            ["fixed"] = Json.Of(field.Fixed),
            ["send"] = field.Send,
            ["asString"] = field.Wire.AsString,
            ["suffix"] = field.Wire.Suffix,
            ["costDriver"] = field.Cost,
            ["list"] = field.List is not null,
            ["minItems"] = field.List?.Min,
            ["maxItems"] = field.List?.Max,
        };
        if (field.Media is { } media)
        {
            export["accepts"] = Json.Texts(Forms(media).Select(form => form.Name));
            export["maxBytes"] = media.MaxBytes;
            export["minSeconds"] = Json.Number(media.MinSeconds);
            export["maxSeconds"] = Json.Number(media.MaxSeconds);
        }

        if (!field.Fields.IsEmpty)
        {
            export["fields"] = new JsonArray([.. field.Fields.Select(Of)]);
        }

        return export;
    }

    /// <summary>The forms that a medium is taken in, with their keys.</summary>
    public static IEnumerable<(string Name, string Key)> Forms(MediaSpec media)
    {
        if (media.Url is { } url)
        {
            yield return ("url", url);
        }

        if (media.Data is { } data)
        {
            yield return ("data", data);
        }

        if (media.Attachment is { } attachment)
        {
            yield return ("attachment", attachment);
        }
    }

    /// <summary>The keys that it is sent under.</summary>
    public static IEnumerable<string> Keys(FieldSpec field) =>
        field.Media is { } media ? Forms(media).Select(form => form.Key).Distinct() : [field.Wire.Name];

    private static string Spell(FieldSpec field, string value) => value + field.Wire.Suffix;
}
