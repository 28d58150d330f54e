using System.Text.Json.Nodes;
using NJsonSchema;

namespace NanoGpt.Directories.Export.JsonSchemas;

/// <summary>Writes the schema of a model as JSON, in the order of NJsonSchema.</summary>
/// <remarks>
/// NJsonSchema searches all objects of a schema for references by reflection, and creates its serializer for each schema. The
/// schemas of models have no references, and a server of agents needs those of all models before its first answer.
/// </remarks>
internal static class SchemaWriter
{
    public static JsonObject Write(JsonSchema schema)
    {
        var json = new JsonObject();
        Add(json, "title", schema.Title);
        Add(json, "type", schema.Type == JsonObjectType.None ? null : JsonOutput.ToLowerName(schema.Type));
        Add(json, "description", schema.Description);
        Add(json, "default", Value(schema.Default));
        Add(json, "multipleOf", Value(schema.MultipleOf));
        Add(json, "maximum", Value(schema.Maximum));
        Add(json, "exclusiveMaximum", Value(schema.ExclusiveMaximum));
        Add(json, "minimum", Value(schema.Minimum));
        Add(json, "exclusiveMinimum", Value(schema.ExclusiveMinimum));
        Add(json, "maxLength", schema.MaxLength);
        Add(json, "minLength", schema.MinLength);
        Add(json, "pattern", schema.Pattern);
        Add(json, "maxItems", schema.MaxItems == 0 ? null : schema.MaxItems);
        Add(json, "minItems", schema.MinItems == 0 ? null : schema.MinItems);
        Add(json, "additionalProperties", schema.AllowAdditionalProperties ? null : false);
        Add(json, "required", List(schema.RequiredProperties, static name => JsonValue.Create(name)));
        Add(json, "properties", schema.Properties.Count == 0 ? null : new JsonObject(
            schema.Properties.Select(static one => KeyValuePair.Create(one.Key, (JsonNode?)Write(one.Value)))));
        Add(json, "enum", List(schema.Enumeration, Value));
        Add(json, "items", schema.Item is { } item ? Write(item) : null);
        Add(json, "allOf", List(schema.AllOf, Write));
        Add(json, "anyOf", List(schema.AnyOf, Write));
        Add(json, "not", schema.Not is { } not ? Write(not) : null);
        foreach (var (key, value) in schema.ExtensionData ?? new Dictionary<string, object?>())
        {
            Add(json, key, value is string[] texts ? List(texts, static text => JsonValue.Create(text)) : Value(value));
        }

        return json;
    }

    private static void Add(JsonObject json, string key, JsonNode? value)
    {
        if (value is not null)
        {
            json[key] = value;
        }
    }

    private static JsonArray? List<T>(ICollection<T> values, Func<T, JsonNode?> convert) =>
        values.Count == 0 ? null : new JsonArray([.. values.Select(convert)]);

    private static JsonValue? Value(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        long number => JsonValue.Create(ExactNumber.Normalize(number)),
        decimal number => JsonValue.Create(ExactNumber.Normalize(number)),
        _ => throw new InvalidOperationException($"A schema of a model has a value of the type {value.GetType().Name}."),
    };
}
