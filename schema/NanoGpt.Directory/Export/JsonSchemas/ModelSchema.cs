using System.Text.Json.Nodes;
using NJsonSchema;

namespace NanoGpt.Directories.Export.JsonSchemas;

/// <summary>Builds the JSON Schema of a model's request body.</summary>
public static class ModelSchema
{
    /// <summary>The newest draft with exclusive bounds that validators implement consistently.</summary>
    internal const string Dialect = "http://json-schema.org/draft-07/schema#";

    private const string LengthComment =
        "Lengths of texts are limits in UTF-16 code units. JSON Schema counts code points, so a text with characters such as "
        + "emoji can match the schema and still be too long.";

    /// <summary>Returns the schema as JSON.</summary>
    /// <param name="model">The model.</param>
    /// <param name="provider">The provider of the model.</param>
    public static JsonObject CreateJson(ModelDefinition model, ProviderSpec provider)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(provider);
        return SchemaWriter.Write(Create(model, provider));
    }

    internal static JsonSchema Create(ModelDefinition model, ProviderSpec provider)
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

        var annotations = new Dictionary<string, object?>();
        if (model.Status == ModelStatus.Deprecated)
        {
            annotations["deprecated"] = true;
        }

        if (model.Fields.Any(field => field.MaxLength is not null))
        {
            annotations["$comment"] = LengthComment;
        }

        schema.ExtensionData = annotations.Count > 0 ? annotations : null;
        return schema;
    }
}
