namespace NanoGpt.Extensions.AI.Functions;

/// <summary>Represents a parameter of a tool.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">The kind of its values.</param>
/// <param name="Description">The description.</param>
internal sealed record ToolParameter(string Name, ParameterKind Kind, string Description)
{
    public bool IsRequired { get; init; }

    /// <summary>Gets the function that creates the schema of the values; null for that of the kind.</summary>
    public Func<JsonObject>? CreateSchema { get; init; }

    public bool Accepts(JsonNode value) => (Kind, value.GetValueKind()) switch
    {
        (ParameterKind.Text, JsonValueKind.String) => true,
        (ParameterKind.Number, JsonValueKind.Number) => true,
        (ParameterKind.Flag, JsonValueKind.True or JsonValueKind.False) => true,
        (ParameterKind.Object, JsonValueKind.Object) => true,
        _ => false,
    };

    public JsonObject ToSchema()
    {
        var schema = CreateSchema?.Invoke() ?? new JsonObject { ["type"] = TypeName };
        schema["description"] = Description;
        return schema;
    }

    /// <summary>Gets the name of the kind in JSON Schema.</summary>
    public string TypeName => Kind switch
    {
        ParameterKind.Text => "string",
        ParameterKind.Number => "number",
        ParameterKind.Flag => "boolean",
        _ => "object",
    };
}

/// <summary>Specifies the kind of the values of a parameter.</summary>
internal enum ParameterKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A Boolean value.</summary>
    Flag,

    /// <summary>An object.</summary>
    Object,
}
