using NJsonSchema;

namespace NanoGpt.Directories.Export.JsonSchemas;

/// <summary>Builds the JSON Schema of fields.</summary>
internal static class FieldSchema
{
    private const string CostComment = "The price depends on this field.";

    public static void AddTo(JsonSchema schema, IEnumerable<FieldInfo> fields)
    {
        schema.Type = JsonObjectType.Object;
        foreach (var field in fields)
        {
            foreach (var key in field.Keys)
            {
                schema.Properties[key] = Property(field, key);
            }
        }

        // A field's own key takes precedence over an alias of another field.
        foreach (var field in fields)
        {
            foreach (var alias in field.Wire.Aliases.Where(alias => !schema.Properties.ContainsKey(alias)))
            {
                var property = Property(field, alias);
                property.Description = $"Another spelling of {field.Wire.Name}.";
                property.Default = null;   // some generated clients send every default, and a field can be sent only once
                property.ExtensionData = new Dictionary<string, object?> { ["deprecated"] = true };
                schema.Properties[alias] = property;
            }
        }

        foreach (var field in fields.Where(field => field.IsRequired))
        {
            if (field.KeysAndAliases.ToList() is [var only])
            {
                schema.RequiredProperties.Add(only);
            }
            else
            {
                schema.AllOf.Add(FieldKeys.IsPresent(field).ToSchema());
            }
        }
    }

    private static JsonSchemaProperty Property(FieldInfo field, string key)
    {
        var property = new JsonSchemaProperty();
        if (field.List is { } list)
        {
            property.Type = JsonObjectType.Array;
            property.Item = new JsonSchema();
            property.MinItems = list.Min ?? 0;
            property.MaxItems = list.Max ?? 0;
            Limit(property.Item, field, key);
        }
        else
        {
            Limit(property, field, key);
        }

        property.Description = field.Summary.Length > 0 ? field.Summary : null;
        property.Default = field.Default is { } value ? SchemaJson.Value(field, value) : null;
        if (field.IsCostDriver)
        {
            property.ExtensionData = new Dictionary<string, object?> { ["$comment"] = CostComment };
        }

        return property;
    }

    private static void Limit(JsonSchema schema, FieldInfo field, string key)
    {
        if (field.Fixed is { } only)
        {
            schema.Enumeration.Add(SchemaJson.Value(field, only));
            return;
        }

        switch (field.Type)
        {
            case FieldType.Boolean:
                schema.Type = JsonObjectType.Boolean;
                break;
            case FieldType.Object:
                AddTo(schema, field.Fields);
                schema.AllowAdditionalProperties = field.Fields.IsEmpty;   // without members, it is free-form JSON
                break;
            case FieldType.String or FieldType.Enum:
                LimitText(schema, field);
                break;
            case FieldType.Image or FieldType.Audio or FieldType.Video:
                MediumSchema.Limit(schema, field, key);
                break;
            default:
                NumberSchema.Limit(schema, field);
                break;
        }
    }

    private static void LimitText(JsonSchema schema, FieldInfo field)
    {
        schema.Type = JsonObjectType.String;

        // An empty text counts as absent; the service validates empty list items.
        schema.MinLength = field is { IsRequired: true, List: null } ? Math.Max(1, field.MinLength ?? 0) : field.MinLength;
        schema.MaxLength = field.MaxLength;
        var values = field.Values.Select(value => value.Wire).ToArray();
        if (!field.IsOpen)
        {
            Array.ForEach(values, schema.Enumeration.Add);
        }
        else if (values.Length > 0)
        {
            schema.ExtensionData = new Dictionary<string, object?> { ["examples"] = values };
        }
    }
}

/// <summary>Provides the JSON keys of a field and formulas about their presence and values.</summary>
internal static class FieldKeys
{
    /// <summary>Returns a formula that holds if one of the keys of the field is present.</summary>
    public static Formula IsPresent(FieldInfo field) =>
        Formula.AnyOf(field.KeysAndAliases.Select(key => Formula.Matches(Requires(key))));

    /// <summary>
    /// Holds if the field is present and its value matches; <paramref name="absent"/> decides if it is not present.
    /// </summary>
    public static Formula Value(FieldInfo field, Func<JsonSchemaProperty> value, bool absent)
    {
        var keys = field.KeysAndAliases.ToList();
        return absent
            ? Formula.AllOf(keys.Select(key => Formula.Matches(Has(key, value(), isRequired: false))))
            : Formula.AnyOf(keys.Select(key => Formula.Matches(Has(key, value(), isRequired: true))));
    }

    // The strict mode of validators requires a property to be declared beside its requirement.
    private static JsonSchema Requires(string key) => Has(key, new JsonSchemaProperty(), isRequired: true);

    private static JsonSchema Has(string key, JsonSchemaProperty value, bool isRequired)
    {
        var schema = new JsonSchema { Properties = { [key] = value } };
        if (isRequired)
        {
            schema.RequiredProperties.Add(key);
        }

        return schema;
    }
}
