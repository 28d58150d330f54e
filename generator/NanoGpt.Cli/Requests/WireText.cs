using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NanoGpt.Cli.Requests;

/// <summary>Turns what a person writes into the JSON that the wire wants for a field.</summary>
internal static class WireText
{
    /// <summary>The node for one value of a field; the item of a list.</summary>
    /// <exception cref="RequestSyntaxException">The text is no such value.</exception>
    public static JsonNode Node(FieldInfo field, string text) => field.Type switch
    {
        FieldType.Boolean => bool.TryParse(text, out var truth) ? JsonValue.Create(truth) : throw Wrong(field, text, "true or false"),
        FieldType.Integer or FieldType.Seed => Number(field, text, "a whole number"),
        FieldType.Number => Number(field, text, "a number"),
        FieldType.Seconds => Number(field, text, "a number of seconds"),
        FieldType.Object => throw Wrong(field, text, $"JSON: write {field.Name}:='{{…}}'"),
        _ => JsonValue.Create(text),
    };

    /// <summary>The node for a JSON text.</summary>
    /// <exception cref="RequestSyntaxException">The text is not JSON, or null.</exception>
    public static JsonNode Json(string name, string json)
    {
        try
        {
            return JsonNode.Parse(json) ?? throw new RequestSyntaxException($"{name} cannot be null: leave it out.");
        }
        catch (JsonException e)
        {
            throw new RequestSyntaxException($"What stands right of {name}:= is not JSON: {e.Message}");
        }
    }

    private static JsonNode Number(FieldInfo field, string text, string expected)
    {
        // "8s" for a duration is what people write and what the wire wants for some models.
        var suffix = field.Type == FieldType.Seconds ? "s" : field.Wire.Suffix;
        var digits = suffix.Length > 0 && text.EndsWith(suffix, StringComparison.Ordinal) ? text[..^suffix.Length] : text;
        if (!decimal.TryParse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            throw Wrong(field, text, expected);
        }

        return field.Wire.IsText
            ? JsonValue.Create(number.ToString(CultureInfo.InvariantCulture) + field.Wire.Suffix)
            : JsonValue.Create(number);
    }

    private static RequestSyntaxException Wrong(FieldInfo field, string text, string expected) =>
        new($"{field.Name} takes {expected}, not '{text}'.");
}
