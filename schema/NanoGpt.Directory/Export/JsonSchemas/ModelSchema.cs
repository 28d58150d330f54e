using NJsonSchema;
using NanoGpt.Schema.Model;

namespace NanoGpt.Directories.Export.JsonSchemas;

/// <summary>One model's request.</summary>
internal static class ModelSchema
{
    /// <summary>The dialect: the newest in which a bound can exclude itself and that validators agree on.</summary>
    public const string Dialect = "http://json-schema.org/draft-07/schema#";

    /// <summary>The schema of the body that is sent to a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="provider">Whose model it is.</param>
    public static JsonSchema Of(ModelDefinition model, ProviderSpec provider)
    {
        var schema = new JsonSchema { Title = model.RequestType, Description = model.Summary, AllowAdditionalProperties = false };
        schema.Properties["model"] = new JsonSchemaProperty { Type = JsonObjectType.String, Enumeration = { model.Id }, Description = model.Title };
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

        foreach (var kept in ReferenceSchema.Of(model))
        {
            schema.AllOf.Add(kept);
        }

        foreach (var rule in model.Rules)
        {
            if (RuleSchema.Of(model, rule) is { } kept)
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
