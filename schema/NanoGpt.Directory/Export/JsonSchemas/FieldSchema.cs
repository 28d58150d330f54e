using NJsonSchema;
using NanoGpt.Directories.Wording;

namespace NanoGpt.Directories.Export.JsonSchemas;

/// <summary>What a field may be.</summary>
internal static class FieldSchema
{
    /// <summary>Adds fields to the schema of a request, or of an object in one.</summary>
    public static void AddTo(JsonSchema schema, IEnumerable<FieldInfo> fields)
    {
        schema.Type = JsonObjectType.Object;
        foreach (var field in fields)
        {
            foreach (var key in FieldView.Keys(field))
            {
                schema.Properties[key] = Property(field, key);
            }
        }

        // A field's own key stands above another field's alias.
        foreach (var field in fields)
        {
            foreach (var alias in field.Wire.Aliases.Where(alias => !schema.Properties.ContainsKey(alias)))
            {
                var property = Property(field, alias);
                property.Description = $"Another spelling of {field.Wire.Name}.";
                property.ExtensionData = new Dictionary<string, object?> { ["deprecated"] = true };
                schema.Properties[alias] = property;
            }
        }

        foreach (var field in fields.Where(field => field.IsRequired))
        {
            if (FieldKeys.All(field).ToList() is [var only])
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
        property.Default = field.Default is { } value ? WireText.Spell(field, value) : null;
        if (field.IsCostDriver)
        {
            property.ExtensionData = new Dictionary<string, object?> { ["x-cost-driver"] = true };
        }

        return property;
    }

    private static void Limit(JsonSchema schema, FieldInfo field, string key)
    {
        if (field.Fixed is { } only)
        {
            schema.Enumeration.Add(WireText.Spell(field, only));
            return;
        }

        switch (field.Type)
        {
            case FieldType.Boolean:
                schema.Type = JsonObjectType.Boolean;
                break;
            case FieldType.Object:
                AddTo(schema, field.Fields);
                break;
            case FieldType.String or FieldType.Enum:
                LimitText(schema, field);
                break;
            default:
                if (field.IsMedia)
                {
                    MediumSchema.Limit(schema, field, key);
                }
                else
                {
                    NumberSchema.Limit(schema, field);
                }

                break;
        }
    }

    private static void LimitText(JsonSchema schema, FieldInfo field)
    {
        schema.Type = JsonObjectType.String;

        // An empty text says as little as none; an empty item of a list is the service's to judge.
        schema.MinLength = field is { IsRequired: true, List: null } ? Math.Max(1, field.MinLength ?? 0) : field.MinLength;
        schema.MaxLength = field.MaxLength;
        if (field.IsOpen)
        {
            if (!field.Values.IsEmpty)
            {
                schema.ExtensionData = new Dictionary<string, object?> { ["examples"] = field.Values.Select(value => value.Wire).ToArray() };
            }

            return;
        }

        foreach (var value in field.Values)
        {
            schema.Enumeration.Add(value.Wire);
        }
    }
}
