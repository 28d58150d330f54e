namespace NanoGpt.Cli.Requests;

/// <summary>Converts arguments to the JSON values of fields.</summary>
internal static class WireText
{
    public static JsonNode Node(FieldInfo field, string text) => field.Type switch
    {
        FieldType.Boolean =>
            bool.TryParse(text, out var boolean) ? JsonValue.Create(boolean) : throw Mismatch(field, text, "true or false"),
        FieldType.Integer or FieldType.Seed => Number(field, text, "a whole number"),
        FieldType.Number => Number(field, text, "a number"),
        FieldType.Seconds => Number(field, text, "a number of seconds"),
        FieldType.Object => throw Mismatch(field, text, $"JSON: write {field.Name}:='{{…}}'"),
        _ => JsonValue.Create(text),
    };

    public static JsonNode Json(string name, string json)
    {
        try
        {
            return JsonNode.Parse(json) ?? throw new RequestSyntaxException($"{name} cannot be null: leave it out.");
        }
        catch (JsonException e)
        {
            throw new RequestSyntaxException($"The value of {name}:= is not JSON: {e.Message}");
        }
    }

    private static JsonNode Number(FieldInfo field, string text, string expected)
    {
        // Accepts "8s" for a duration, which some models require on the wire.
        var suffix = field.Type == FieldType.Seconds ? "s" : field.Wire.Suffix;
        var digits = suffix.Length > 0 && text.EndsWith(suffix, StringComparison.Ordinal) ? text[..^suffix.Length] : text;
        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(digits, Styles, CultureInfo.InvariantCulture, out var number))
        {
            throw Mismatch(field, text, expected);
        }

        return field.Wire.IsText
            ? JsonValue.Create(number.ToString(CultureInfo.InvariantCulture) + field.Wire.Suffix)
            : JsonValue.Create(number);
    }

    private static RequestSyntaxException Mismatch(FieldInfo field, string text, string expected) =>
        new($"{field.Name} must be {expected}, not '{text}'.");
}
