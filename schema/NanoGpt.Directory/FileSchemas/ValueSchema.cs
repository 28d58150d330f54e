using NJsonSchema;
using NanoGpt.Schema.Format;

namespace NanoGpt.Directories.FileSchemas;

/// <summary>Limits JSON Schemas to kinds of values.</summary>
internal static class ValueSchema
{
    public const string FieldName = "^[a-z][a-z0-9_]*$";

    public static JsonSchema Limit(JsonSchema schema, KeySpec key) => key.Kind switch
    {
        KeyKind.Text => Text(schema),
        KeyKind.Id => Text(schema, "^[A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?$", "sora-2", maxLength: 128),
        KeyKind.FieldName => Text(schema, FieldName, "pro_mode"),
        KeyKind.RuleId => Text(schema, "^[a-z][a-z0-9-]*$", "wide-needs-pro"),
        KeyKind.CSharpName => Text(schema, "^[A-Z][A-Za-z0-9_]*$", "ProMode"),
        KeyKind.Date => Text(schema, "^[0-9]{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?$", ["2026-08", "2026-08-24"]),
        KeyKind.Currency => Text(schema, "^[A-Z]{3}$", "USD"),
        KeyKind.Word => Words(schema, key),
        KeyKind.Boolean => Typed(schema, JsonObjectType.Boolean),
        KeyKind.Count => Typed(schema, JsonObjectType.Integer, minimum: 0),
        KeyKind.Number => Typed(schema, JsonObjectType.Number),
        KeyKind.Value => Plain(schema),
        KeyKind.Texts => Text(List(schema)),
        KeyKind.Words => Words(List(schema), key),
        KeyKind.Values => Plain(List(schema)),
        KeyKind.Fields => Text(List(schema), FieldName, "prompt"),
        _ => schema,
    };

    public static JsonSchema Text(JsonSchema schema) => Typed(schema, JsonObjectType.String, minLength: 1);

    public static JsonSchema Text(JsonSchema schema, string pattern, string? example = null, int? maxLength = null) =>
        Text(schema, pattern, example is null ? [] : [example], maxLength);

    public static JsonSchema Plain(JsonSchema schema) =>
        Typed(schema, JsonObjectType.String | JsonObjectType.Number | JsonObjectType.Boolean);

    /// <summary>Limits a schema to a list of distinct items and returns the schema of an item.</summary>
    public static JsonSchema List(JsonSchema schema)
    {
        schema.Type = JsonObjectType.Array;
        schema.MinItems = 1;
        schema.UniqueItems = true;
        return schema.Item = new JsonSchema();
    }

    private static JsonSchema Text(JsonSchema schema, string pattern, string[] examples, int? maxLength = null)
    {
        (schema.Pattern, schema.MaxLength) = (pattern, maxLength);
        if (examples.Length > 0)
        {
            schema.ExtensionData = new Dictionary<string, object?> { ["examples"] = examples };
        }

        return Typed(schema, JsonObjectType.String);
    }

    private static JsonSchema Typed(JsonSchema schema, JsonObjectType type, decimal? minimum = null, int? minLength = null)
    {
        (schema.Type, schema.Minimum, schema.MinLength) = (type, minimum, minLength);
        return schema;
    }

    private static JsonSchema Words(JsonSchema schema, KeySpec key)
    {
        Array.ForEach([.. key.Words], schema.Enumeration.Add);
        return Typed(schema, JsonObjectType.String);
    }
}
