using System.Text.Json.Nodes;

namespace NanoGpt.Definitions;

/// <summary>Creates JSON values of fields.</summary>
public static class WireNode
{
    /// <summary>Returns a value as JSON, spelled as the API spells it.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">The value.</param>
    public static JsonNode Create(FieldInfo field, Scalar value)
    {
        ArgumentNullException.ThrowIfNull(field);
        var wire = field.Spell(value);
        return wire.IsString ? JsonValue.Create(wire.Text) : JsonNode.Parse(wire.Text)!;
    }
}
