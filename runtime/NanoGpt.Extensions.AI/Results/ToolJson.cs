using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace NanoGpt.Extensions.AI.Results;

/// <summary>Writes results as JSON without reflection, and describes them.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(FailureResult))]
[JsonSerializable(typeof(ModelList))]
[JsonSerializable(typeof(ModelDescription))]
[JsonSerializable(typeof(ValidationResult))]
[JsonSerializable(typeof(EstimateResult))]
[JsonSerializable(typeof(JobResult))]
[JsonSerializable(typeof(JobList))]
[JsonSerializable(typeof(SaveResult))]
[JsonSerializable(typeof(BudgetResult))]
internal sealed partial class ToolJson : JsonSerializerContext
{
    private static readonly JsonSchemaExporterOptions SchemaOptions = new() { TreatNullObliviousAsNonNullable = true };

    /// <summary>Returns the JSON Schema of a result.</summary>
    public static JsonElement SchemaOf(JsonTypeInfo type)
    {
        var schema = type.GetJsonSchemaAsNode(SchemaOptions);
        return JsonSerializer.SerializeToElement(schema, Default.JsonNode);
    }
}
