using System.Text.Json.Nodes;
using NJsonSchema;

namespace NanoGpt.Directories.Export.JsonSchemas;

/// <summary>Converts schemas to JSON.</summary>
internal static class SchemaJson
{
    /// <summary>Returns the JSON of a schema that may have references.</summary>
    public static JsonObject Convert(JsonSchema schema)
    {
        var json = (JsonObject)Clean(JsonNode.Parse(schema.ToJson()))!;
        json.Remove("$schema");
        return json;
    }

    /// <summary>Returns a schema as a document.</summary>
    public static JsonObject Document(JsonObject schema, string dialect, string comment)
    {
        var document = new JsonObject { ["$schema"] = dialect, ["$comment"] = comment };
        foreach (var (key, value) in schema)
        {
            document[key] = value?.DeepClone();
        }

        return document;
    }

    /// <summary>Returns a value of a field for NJsonSchema.</summary>
    public static object Value(FieldInfo field, Scalar value) => field.Spell(value) is { IsString: true } text ? text.Text
        : value.Kind == ScalarKind.Boolean ? value.Number == 1
        : value.Number == decimal.Truncate(value.Number) && value.Number is >= long.MinValue and <= long.MaxValue
        ? (long)value.Number
        : ExactNumber.Normalize(value.Number);

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
