using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;

namespace NanoGpt.Directories.Export.JsonSchemas;

/// <summary>Schemas as JSON in the tool's own notation.</summary>
internal static class SchemaJson
{
    /// <summary>A schema that stands in another document: without the name of its dialect.</summary>
    public static JsonObject Part(JsonSchema schema)
    {
        var json = JsonNode.Parse(schema.ToJson())!.AsObject();
        json.Remove("$schema");
        Clean(json);
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

    // The library writes a whole decimal as 5.0, which some readers take for something else than 5.
    private static void Clean(JsonNode node)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var (key, value) in map.ToList())
                {
                    Clean(value, plain => map[key] = plain);
                }

                break;
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                {
                    var at = i;
                    Clean(list[i], plain => list[at] = plain);
                }

                break;
        }
    }

    private static void Clean(JsonNode? node, Action<JsonNode> replace)
    {
        if (node is JsonValue value && value.GetValueKind() == JsonValueKind.Number)
        {
            replace(JsonValue.Create(JsonOutput.Plain(value.GetValue<decimal>())));
        }
        else if (node is not null)
        {
            Clean(node);
        }
    }
}
