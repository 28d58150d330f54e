using NJsonSchema;
using NanoGpt.Schema.Format;

namespace NanoGpt.Directories.FileSchemas;

/// <summary>What the value of a key may be, as far as the kind of the key says it.</summary>
internal static class ValueSchema
{
    public const string FieldName = "^[a-z][a-z0-9_]*$";

    /// <summary>Limits a schema to a kind of value. Maps are left to those who know their keys.</summary>
    public static void Limit(JsonSchema schema, KeySpec key)
    {
        switch (key.Kind)
        {
            case KeyKind.Text:
                Text(schema);
                break;
            case KeyKind.Id:
                Text(schema, "^[A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?$", "sora-2");
                schema.MaxLength = 128;
                break;
            case KeyKind.FieldName:
                Text(schema, FieldName, "pro_mode");
                break;
            case KeyKind.RuleId:
                Text(schema, "^[a-z][a-z0-9-]*$", "wide-needs-pro");
                break;
            case KeyKind.CSharpName:
                Text(schema, "^[A-Z][A-Za-z0-9_]*$", "ProMode");
                break;
            case KeyKind.Date:
                Text(schema, "^[0-9]{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?$", "2026-08", "2026-08-24");
                break;
            case KeyKind.Currency:
                Text(schema, "^[A-Z]{3}$", "USD");
                break;
            case KeyKind.Word:
                Words(schema, key);
                break;
            case KeyKind.Boolean:
                schema.Type = JsonObjectType.Boolean;
                break;
            case KeyKind.Count:
                schema.Type = JsonObjectType.Integer;
                schema.Minimum = 0;
                break;
            case KeyKind.Number:
                schema.Type = JsonObjectType.Number;
                break;
            case KeyKind.Value:
                Plain(schema);
                break;
            case KeyKind.Texts:
                Text(List(schema));
                break;
            case KeyKind.Words:
                Words(List(schema), key);
                break;
            case KeyKind.Values:
                Plain(List(schema));
                break;
            case KeyKind.Fields:
                Text(List(schema), FieldName, "prompt");
                break;
        }
    }

    /// <summary>Returns a schema that is limited in a certain way.</summary>
    public static JsonSchema New(Action<JsonSchema> limit)
    {
        var schema = new JsonSchema();
        limit(schema);
        return schema;
    }

    public static void Text(JsonSchema schema, string? pattern = null, params string[] examples)
    {
        schema.Type = JsonObjectType.String;
        schema.MinLength = pattern is null ? 1 : null;
        schema.Pattern = pattern;
        if (examples.Length > 0)
        {
            schema.ExtensionData = new Dictionary<string, object?> { ["examples"] = examples };
        }
    }

    public static void Plain(JsonSchema schema) => schema.Type = JsonObjectType.String | JsonObjectType.Number | JsonObjectType.Boolean;

    /// <summary>A list of different items; the item is for the caller to limit.</summary>
    public static JsonSchema List(JsonSchema schema)
    {
        schema.Type = JsonObjectType.Array;
        schema.MinItems = 1;
        schema.UniqueItems = true;
        return schema.Item = new JsonSchema();
    }

    private static void Words(JsonSchema schema, KeySpec key)
    {
        schema.Type = JsonObjectType.String;
        foreach (var word in key.Words)
        {
            schema.Enumeration.Add(word);
        }
    }
}
