namespace NanoGpt.Cli.Requests;

/// <summary>Converts arguments to the JSON values of fields.</summary>
internal static class ArgumentValue
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
        var digits = field.WithoutUnit(text);
        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(digits, Styles, CultureInfo.InvariantCulture, out var number))
        {
            throw Mismatch(field, text, expected);
        }

        return WireNode.Create(field, Scalar.Of(number));
    }

    private static RequestSyntaxException Mismatch(FieldInfo field, string text, string expected) =>
        new($"{field.Name} must be {expected}, not '{text}'.");
}
