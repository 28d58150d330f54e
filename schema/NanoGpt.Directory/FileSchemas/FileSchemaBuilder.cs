using NJsonSchema;
using NanoGpt.Schema.Format;

namespace NanoGpt.Directories.FileSchemas;

/// <summary>Builds the schema of a YAML file from the loader's key tables.</summary>
internal sealed class FileSchemaBuilder
{
    private const string Override = "override";

    private readonly JsonSchema root = new() { Type = JsonObjectType.Object };

    // The fields that a model may name; empty for any.
    private readonly IReadOnlyList<DeclaredField> declared;

    private FileSchemaBuilder(string title, IReadOnlyList<DeclaredField>? declared = null)
    {
        root.Title = title;
        this.declared = declared ?? [];
    }

    public static JsonSchema Provider()
    {
        var builder = new FileSchemaBuilder("provider.yaml");
        builder.Fill(builder.root, Keys.Provider);
        return builder.root;
    }

    public static JsonSchema Fields()
    {
        var builder = new FileSchemaBuilder("fields.yaml");
        AnyFieldMap(builder.root, builder.FieldDefinition("field"));
        return builder.root;
    }

    /// <summary>Builds the schema of a model.</summary>
    /// <param name="declared">The fields that the model may use; empty for any.</param>
    public static JsonSchema Model(IReadOnlyList<DeclaredField> declared)
    {
        var builder = new FileSchemaBuilder("A model's file", declared);
        builder.Fill(builder.root, Keys.Model);

        // A removed model requires no fields.
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
            if (key is { Required: true, IsOptionalForUsers: false })
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
                AddAnyOf(ValueSchema.List(property), ValueSchema.Text(new()), Reference(Keys.Dispute));
                break;
            case KeyKind.TextOrMap:
                AddAnyOf(property, ValueSchema.Text(new()), Reference(Keys.MediaWire));
                break;
            case KeyKind.Conditions:
                Conditions(property);
                break;
            case KeyKind.ConditionsOrFields:
                var names = new JsonSchema();
                FieldName(ValueSchema.List(names));
                AddAnyOf(property, Conditions(new()), names);
                break;
            case KeyKind.Amount:
                property.Reference = Amount();
                break;
            case KeyKind.Fields:
                FieldName(ValueSchema.List(property));
                break;
            default:
                ValueSchema.Limit(property, key);
                break;
        }

        return property;
    }

    private void FieldName(JsonSchema schema)
    {
        if (declared.Count == 0)
        {
            ValueSchema.Text(schema, ValueSchema.FieldName, "prompt");
            return;
        }

        foreach (var field in declared)
        {
            schema.Enumeration.Add(field.Name);
        }
    }

    private void Map(JsonSchema schema, KeyTable table, string key)
    {
        switch (key)
        {
            case "inputs":
                FieldMap(schema, FieldDefinition(Override));
                break;
            case "fields":
                AnyFieldMap(schema, FieldDefinition("field"));
                break;
            case "members":
                schema.Type = JsonObjectType.Object;
                schema.AdditionalPropertiesSchema = ValueSchema.Text(new(), "^[A-Z][A-Za-z0-9_]*$", "Wide");
                break;
            case "references":
                schema.Type = JsonObjectType.Object;
                schema.MinProperties = 1;
                schema.AllowAdditionalProperties = false;
                var reference = new JsonSchemaProperty { Description = "The list that the number counts, or a single medium." };
                ValueSchema.Text(reference, ValueSchema.FieldName, "elements");
                schema.PatternProperties["^@[A-Za-z]+$"] = reference;
                break;
            case "claims":
                schema.Type = JsonObjectType.Object;
                schema.MinProperties = 1;
                schema.AdditionalPropertiesSchema = ValueSchema.Text(new());
                break;
            case "sources" or "disputes":
                schema.Type = JsonObjectType.Object;
                schema.AdditionalPropertiesSchema = Reference(key == "sources" ? Keys.Source : Keys.Dispute);
                break;
            default:
                schema.Reference = Definition(key switch
                {
                    "limits" => Keys.Limits,
                    "list" => Keys.List,
                    "facts" => Keys.Facts,
                    "pricing" => Keys.Pricing,
                    "base" => Keys.Base,
                    _ => throw new InvalidOperationException($"No schema is known for the map '{key}' of {table.What}."),
                });
                break;
        }
    }

    // A map from declared fields, which editors complete.
    private void FieldMap(JsonSchema schema, JsonSchema value)
    {
        if (declared.Count == 0)
        {
            AnyFieldMap(schema, value);
            return;
        }

        schema.Type = JsonObjectType.Object;
        schema.AllowAdditionalProperties = false;
        foreach (var field in declared)
        {
            var property = new JsonSchemaProperty { Description = field.Summary };
            property.AllOf.Add(new JsonSchema { Reference = value });
            schema.Properties[field.Name] = property;
        }
    }

    private static void AnyFieldMap(JsonSchema schema, JsonSchema value)
    {
        schema.Type = JsonObjectType.Object;
        schema.AllowAdditionalProperties = false;
        schema.PatternProperties[ValueSchema.FieldName] = new JsonSchemaProperty { Reference = value };
    }

    private JsonSchema FieldDefinition(string name) => Define(name, new JsonSchema { Title = Keys.Field.What }, schema =>
    {
        Fill(schema, Keys.Field);
        if (name == Override)
        {
            MakeOptional(schema);
        }
        else
        {
            LimitToTypes(schema);
        }
    });

    // An input of a model contains only differences: nothing, or a key without a value, which removes the declared value.
    private static void MakeOptional(JsonSchema schema)
    {
        schema.Description = "What differs from fields.yaml; nothing takes the field as it is declared there.";
        schema.Type |= JsonObjectType.Null;
        schema.RequiredProperties.Clear();
        schema.Properties.Remove("type");
        foreach (var (name, property) in schema.Properties.ToList())
        {
            var optional = new JsonSchemaProperty { Description = property.Description };
            property.Description = null;
            optional.AnyOf.Add(property);
            optional.AnyOf.Add(new JsonSchema { Type = JsonObjectType.Null });
            schema.Properties[name] = optional;
        }
    }

    // Keys that apply to some types only: the key is absent, or the type is one of them.
    private static void LimitToTypes(JsonSchema schema)
    {
        var types = Keys.Field.Keys.Single(key => key.Name == "type").Words;
        var restricted = Keys.Field.Keys.Where(key => key.AppliesTo.Count > 0);
        foreach (var keys in restricted.GroupBy(key => string.Join(',', key.AppliesTo)))
        {
            var type = new JsonSchemaProperty();
            foreach (var word in types.Where((_, i) => keys.First().AppliesTo.Contains((FieldType)i)))
            {
                type.Enumeration.Add(word);
            }

            var none = new JsonSchema();
            foreach (var key in keys)
            {
                none.AnyOf.Add(new JsonSchema { RequiredProperties = { key.Name } });
            }

            var either = new JsonSchema
            {
                Description = $"{string.Join(", ", keys.Select(key => key.Name))}: only with some types.",
            };
            either.AnyOf.Add(new JsonSchema { Not = none });
            either.AnyOf.Add(new JsonSchema { Properties = { ["type"] = type } });
            schema.AllOf.Add(either);
        }
    }

    private JsonSchema Conditions(JsonSchema schema)
    {
        FieldMap(schema, Condition());
        schema.MinProperties = 1;
        return schema;
    }

    private JsonSchema Condition() => Define(
        "condition",
        new JsonSchema
        {
            Description = "A value, a list of values, set, unset, or a comparison.",
            ExtensionData = new Dictionary<string, object?> { ["examples"] = new[] { "set", "unset" } },
        },
        condition =>
        {
            var list = new JsonSchema();
            ValueSchema.Plain(ValueSchema.List(list));
            AddAnyOf(condition, ValueSchema.Plain(new()), list, Reference(Keys.Comparison));
            root.Definitions[NameOf(Keys.Comparison)].MinProperties = 1;
        });

    private JsonSchema Amount() => Define(
        "amount",
        new JsonSchema { Description = "A price, or a map of a field to conditions to prices." },
        amount => AddAnyOf(
            amount,
            new JsonSchema { Type = JsonObjectType.Number, Minimum = 0 },
            new JsonSchema
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
            }));

    private JsonSchema Reference(KeyTable table) => new() { Reference = Definition(table) };

    private JsonSchema Definition(KeyTable table) => Define(NameOf(table), new JsonSchema { Title = table.What }, schema =>
    {
        Fill(schema, table);
        foreach (var demand in table == Keys.Rule ? new[] { "require", "forbid", "require_any", "at_most_one" } : [])
        {
            schema.OneOf.Add(new JsonSchema { RequiredProperties = { demand } });
        }
    });

    // Added before it is filled because a definition can refer to itself.
    private JsonSchema Define(string name, JsonSchema schema, Action<JsonSchema> fill)
    {
        if (!root.Definitions.TryGetValue(name, out var known))
        {
            root.Definitions[name] = known = schema;
            fill(schema);
        }

        return known;
    }

    private static void AddAnyOf(JsonSchema schema, params ReadOnlySpan<JsonSchema> alternatives)
    {
        foreach (var alternative in alternatives)
        {
            schema.AnyOf.Add(alternative);
        }
    }

    private static string NameOf(KeyTable table) => table.What.Split(' ')[^1];
}
