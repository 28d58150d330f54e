using System.Text.Json.Serialization.Metadata;
using NanoGpt.Extensions.AI.Results;

namespace NanoGpt.Extensions.AI.Functions;

/// <summary>Describes a function.</summary>
/// <param name="Name">The name.</param>
/// <param name="Title">The title for people.</param>
/// <param name="Description">The description for the model that calls it.</param>
/// <param name="Result">The type of the result.</param>
internal sealed record FunctionInfo(string Name, string Title, string Description, JsonTypeInfo Result)
{
    public IReadOnlyList<ToolParameter> Parameters { get; init; } = [];

    /// <summary>Gets a value that indicates whether it changes nothing.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Gets a value that indicates whether it can spend money.</summary>
    public bool CostsMoney { get; init; }

    /// <summary>Gets a value that indicates whether a repeated call has no further effect.</summary>
    public bool IsIdempotent { get; init; }

    /// <summary>Gets a value that indicates whether it uses the service.</summary>
    public bool UsesService { get; init; }

    public JsonElement CreateSchema()
    {
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(
                Parameters.Select(static one => KeyValuePair.Create(one.Name, (JsonNode?)one.ToSchema()))),
            ["additionalProperties"] = false,
        };
        var required = Parameters.Where(static one => one.IsRequired).Select(static one => (JsonNode?)one.Name).ToArray();
        if (required.Length > 0)
        {
            schema["required"] = new JsonArray(required);
        }

        return JsonSerializer.SerializeToElement(schema, ToolJson.Default.JsonNode);
    }
}
