using System.Text.Json.Nodes;
using NJsonSchema;

namespace NanoGpt.Directories.Export.JsonSchemas;

/// <summary>Converts schemas to JSON.</summary>
internal static class SchemaJson
{
    public static JsonObject Part(JsonSchema schema)
    {
        var json = (JsonObject)Clean(JsonNode.Parse(schema.ToJson()))!;
        json.Remove("$schema");
        return json;
    }

    public static JsonObject Document(JsonSchema schema, string dialect, string comment)
    {
        var document = new JsonObject { ["$schema"] = dialect, ["$comment"] = comment };
        foreach (var (key, value) in Part(schema))
        {
            document[key] = value?.DeepClone();
        }

        return document;
    }

    // NJsonSchema writes whole decimals as 5.0, which some readers do not treat as 5.
    private static JsonNode? Clean(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, Clean(entry.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Clean)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number =>
            JsonValue.Create(ExactNumber.Normalize(value.GetValue<decimal>())),
        _ => node?.DeepClone(),
    };
}

/// <summary>Converts arguments to the JSON values of fields.</summary>
internal static class WireText
{
    /// <summary>Returns a value as a request sends it: text, number, Boolean, or a number as text with its suffix.</summary>
    public static object Spell(FieldInfo field, Scalar value) => value.Kind switch
    {
        ScalarKind.Boolean => value.Number == 1,
        ScalarKind.Number when field.Wire.IsText =>
            ExactNumber.Normalize(value.Number).ToString(CultureInfo.InvariantCulture) + field.Wire.Suffix,
        ScalarKind.Number when value.Number == decimal.Truncate(value.Number)
            && value.Number is >= long.MinValue and <= long.MaxValue =>
            (long)value.Number,
        ScalarKind.Number => ExactNumber.Normalize(value.Number),
        _ => value.Text,
    };
}
