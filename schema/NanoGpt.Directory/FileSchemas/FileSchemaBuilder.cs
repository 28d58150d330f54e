using NJsonSchema;
using NanoGpt.Schema.Format;

namespace NanoGpt.Directories.FileSchemas;

/// <summary>Makes the schema of one of the directory's files from the tables of keys by which the loader reads it.</summary>
internal sealed class FileSchemaBuilder
{
    private const string Override = "override";

    private readonly JsonSchema root = new() { Type = JsonObjectType.Object };

    private FileSchemaBuilder(string title) => root.Title = title;

    /// <summary>Of <c>provider.yaml</c>.</summary>
    public static JsonSchema Provider()
    {
        var builder = new FileSchemaBuilder("provider.yaml");
        builder.Fill(builder.root, Keys.Provider);
        return builder.root;
    }

    /// <summary>Of <c>fields.yaml</c>.</summary>
    public static JsonSchema Fields()
    {
        var builder = new FileSchemaBuilder("fields.yaml");
        builder.FieldMap(builder.root, "field");
        return builder.root;
    }

    public static JsonSchema Model()
    {
        var builder = new FileSchemaBuilder("A model's file");
        builder.Fill(builder.root, Keys.Model);

        // A removed model is only a name that is gone.
        builder.root.AnyOf.Add(new JsonSchema { RequiredProperties = { "modes", "inputs" } });
        builder.root.AnyOf.Add(new JsonSchema
        {
            RequiredProperties = { "status" },
            Properties = { ["status"] = new JsonSchemaProperty { Enumeration = { "removed" } } },
        });
        return builder.root;
    }

    private void Fill(JsonSchema schema, KeyTable table)
    {
        schema.Type = JsonObjectType.Object;
        schema.AllowAdditionalProperties = false;
        foreach (var key in table.Keys)
        {
            schema.Properties[key.Name] = Property(table, key);
            if (key.Required)
            {
                schema.RequiredProperties.Add(key.Name);
            }
        }
    }

    private JsonSchemaProperty Property(KeyTable table, KeySpec key)
    {
        var property = new JsonSchemaProperty { Description = key.Summary };
        switch (key.Kind)
        {
            case KeyKind.Map:
                Map(property, table, key.Name);
                break;
            case KeyKind.Maps:
                property.Type = JsonObjectType.Array;
                property.MinItems = 1;
                property.Item = Reference(Keys.Rule);
                break;
            case KeyKind.Disputes:
                var id = new JsonSchema();
                ValueSchema.Text(id);
                var dispute = ValueSchema.List(property);
                dispute.AnyOf.Add(id);
                dispute.AnyOf.Add(Reference(Keys.Dispute));
                break;
            case KeyKind.TextOrMap:
                var text = new JsonSchema();
                ValueSchema.Text(text);
                property.AnyOf.Add(text);
                property.AnyOf.Add(Reference(Keys.MediaWire));
                break;
            case KeyKind.Conditions:
                Conditions(property);
                break;
            case KeyKind.ConditionsOrFields:
                var map = new JsonSchema();
                Conditions(map);
                property.AnyOf.Add(map);
                var fields = new JsonSchema();
                ValueSchema.Text(ValueSchema.List(fields), ValueSchema.FieldName);
                property.AnyOf.Add(fields);
                break;
            case KeyKind.Amount:
                property.Reference = Amount();
                break;
            default:
                ValueSchema.Limit(property, key);
                break;
        }

        return property;
    }

    private void Map(JsonSchema schema, KeyTable table, string key)
    {
        switch (key)
        {
            case "inputs":
                FieldMap(schema, Override);
                break;
            case "fields":
                FieldMap(schema, "field");
                break;
            case "members":
                schema.Type = JsonObjectType.Object;
                schema.AdditionalPropertiesSchema = new JsonSchema();
                ValueSchema.Text(schema.AdditionalPropertiesSchema, "^[A-Z][A-Za-z0-9_]*$", "Wide");
                break;
            case "references":
                schema.Type = JsonObjectType.Object;
                schema.MinProperties = 1;
                schema.AllowAdditionalProperties = false;
                schema.PatternProperties["^@[A-Za-z]+$"] = new JsonSchemaProperty { Description = "The list that the number counts, or a single medium." };
                ValueSchema.Text(schema.PatternProperties["^@[A-Za-z]+$"], ValueSchema.FieldName, "elements");
                break;
            case "claims":
                schema.Type = JsonObjectType.Object;
                schema.MinProperties = 1;
                schema.AdditionalPropertiesSchema = new JsonSchema();
                ValueSchema.Text(schema.AdditionalPropertiesSchema);
                break;
            case "sources":
                schema.Type = JsonObjectType.Object;
                schema.AdditionalPropertiesSchema = Reference(Keys.Source);
                break;
            case "disputes":
                schema.Type = JsonObjectType.Object;
                schema.AdditionalPropertiesSchema = Reference(Keys.Dispute);
                break;
            default:
                schema.Reference = Definition(key switch
                {
                    "limits" => Keys.Limits,
                    "list" => Keys.List,
                    "pricing" => Keys.Pricing,
                    "base" => Keys.Base,
                    _ => throw new InvalidOperationException($"No schema is known for the map '{key}' of {table.What}."),
                });
                break;
        }
    }

    private void FieldMap(JsonSchema schema, string definition)
    {
        schema.Type = JsonObjectType.Object;
        schema.AllowAdditionalProperties = false;
        schema.PatternProperties[ValueSchema.FieldName] = new JsonSchemaProperty { Reference = FieldDefinition(definition) };
    }

    private JsonSchema FieldDefinition(string name)
    {
        if (root.Definitions.TryGetValue(name, out var known))
        {
            return known;
        }

        var schema = root.Definitions[name] = new JsonSchema { Title = Keys.Field.What };
        Fill(schema, Keys.Field);
        if (name == Override)
        {
            Loosen(schema);
        }
        else
        {
            LimitToTypes(schema);
        }

        return schema;
    }

    // A model's input says only what differs: nothing at all, or a key without a value, which takes away what is declared.
    private static void Loosen(JsonSchema schema)
    {
        schema.Description = "What differs from fields.yaml; nothing takes the field as it is declared there.";
        schema.Type |= JsonObjectType.Null;
        schema.RequiredProperties.Clear();
        schema.Properties.Remove("type");
        foreach (var (name, property) in schema.Properties.ToList())
        {
            var loose = new JsonSchemaProperty { Description = property.Description };
            property.Description = null;
            loose.AnyOf.Add(property);
            loose.AnyOf.Add(new JsonSchema { Type = JsonObjectType.Null });
            schema.Properties[name] = loose;
        }
    }

    // Which keys go with which types: "no such key, or one of these types".
    private static void LimitToTypes(JsonSchema schema)
    {
        var types = Keys.Field.Keys.Single(key => key.Name == "type").Words;
        foreach (var keys in Keys.Field.Keys.Where(key => key.AppliesTo != FieldTypes.All).GroupBy(key => key.AppliesTo))
        {
            var type = new JsonSchemaProperty();
            foreach (var word in types.Where((_, i) => ((int)keys.Key & (1 << i)) != 0))
            {
                type.Enumeration.Add(word);
            }

            var none = new JsonSchema();
            foreach (var key in keys)
            {
                none.AnyOf.Add(new JsonSchema { RequiredProperties = { key.Name } });
            }

            var either = new JsonSchema { Description = $"{string.Join(", ", keys.Select(key => key.Name))}: only with some types." };
            either.AnyOf.Add(new JsonSchema { Not = none });
            either.AnyOf.Add(new JsonSchema { Properties = { ["type"] = type } });
            schema.AllOf.Add(either);
        }
    }

    private void Conditions(JsonSchema schema)
    {
        schema.Type = JsonObjectType.Object;
        schema.MinProperties = 1;
        schema.AllowAdditionalProperties = false;
        schema.PatternProperties[ValueSchema.FieldName] = new JsonSchemaProperty { Reference = Condition() };
    }

    private JsonSchema Condition()
    {
        if (root.Definitions.TryGetValue("condition", out var known))
        {
            return known;
        }

        var condition = root.Definitions["condition"] = new JsonSchema
        {
            Description = "A value, a list of values, set, unset, or a comparison.",
            ExtensionData = new Dictionary<string, object?> { ["examples"] = new[] { "set", "unset" } },
        };
        var plain = new JsonSchema();
        ValueSchema.Plain(plain);
        condition.AnyOf.Add(plain);
        var list = new JsonSchema();
        ValueSchema.Plain(ValueSchema.List(list));
        condition.AnyOf.Add(list);
        condition.AnyOf.Add(Reference(Keys.Comparison));
        root.Definitions[NameOf(Keys.Comparison)].MinProperties = 1;
        return condition;
    }

    private JsonSchema Amount()
    {
        if (root.Definitions.TryGetValue("amount", out var known))
        {
            return known;
        }

        var amount = root.Definitions["amount"] = new JsonSchema { Description = "A price, or a map of a field to conditions to prices." };
        amount.AnyOf.Add(new JsonSchema { Type = JsonObjectType.Number, Minimum = 0 });
        amount.AnyOf.Add(new JsonSchema
        {
            Type = JsonObjectType.Object,
            MinProperties = 1,
            MaxProperties = 1,
            AdditionalPropertiesSchema = new JsonSchema
            {
                Type = JsonObjectType.Object,
                MinProperties = 1,
                AdditionalPropertiesSchema = new JsonSchema { Reference = amount },
            },
        });
        return amount;
    }

    private JsonSchema Reference(KeyTable table) => new() { Reference = Definition(table) };

    private JsonSchema Definition(KeyTable table)
    {
        var name = NameOf(table);
        if (root.Definitions.TryGetValue(name, out var known))
        {
            return known;
        }

        var schema = root.Definitions[name] = new JsonSchema { Title = table.What };
        Fill(schema, table);
        if (table == Keys.Rule)
        {
            foreach (var demand in new[] { "require", "forbid", "require_any", "at_most_one" })
            {
                schema.OneOf.Add(new JsonSchema { RequiredProperties = { demand } });
            }
        }

        return schema;
    }

    private static string NameOf(KeyTable table) => table.What.Split(' ')[^1];
}
