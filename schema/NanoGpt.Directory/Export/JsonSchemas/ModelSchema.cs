using NJsonSchema;

namespace NanoGpt.Directories.Export.JsonSchemas;

/// <summary>Builds the JSON Schema of a model's request body.</summary>
internal static class ModelSchema
{
    /// <summary>The newest draft with exclusive bounds that validators implement consistently.</summary>
    public const string Dialect = "http://json-schema.org/draft-07/schema#";

    public static JsonSchema Create(ModelDefinition model, ProviderSpec provider)
    {
        var schema = new JsonSchema { Title = model.RequestType, Description = model.Summary, AllowAdditionalProperties = false };
        schema.Properties["model"] = new JsonSchemaProperty
        {
            Type = JsonObjectType.String,
            Enumeration = { model.Id },
            Description = model.Title,
        };
        schema.RequiredProperties.Add("model");
        FieldSchema.AddTo(schema, model.Fields);
        if (provider.SubmissionId is { } key && !schema.Properties.ContainsKey(key))
        {
            schema.Properties[key] = new JsonSchemaProperty
            {
                Type = JsonObjectType.String,
                Description = "An id of the caller's own, by which the job can be found again.",
            };
        }

        foreach (var kept in ReferenceSchema.Create(model))
        {
            schema.AllOf.Add(kept);
        }

        foreach (var rule in model.Rules)
        {
            if (RuleSchema.Create(model, rule) is { } kept)
            {
                schema.AllOf.Add(kept);
            }
        }

        if (model.Status == ModelStatus.Deprecated)
        {
            schema.ExtensionData = new Dictionary<string, object?> { ["deprecated"] = true };
        }

        return schema;
    }
}
