using System.Globalization;

namespace NanoGpt.Generator.Emission;

/// <summary>
/// Writes the attributes of a property that model binders, validators and designers read. Analyzers read the table.
/// </summary>
internal static class PropertyAttributes
{
    /// <summary>Returns the attributes on one line, with a space after them; empty if there are none.</summary>
    public static string Of(FieldShape shape)
    {
        // They describe one value; on a list they would describe the list itself.
        var attributes = shape.IsList ? "" : string.Join(", ", List(shape));
        return attributes.Length == 0 ? "" : $"[{attributes}] ";
    }

    private static IEnumerable<string> List(FieldShape shape)
    {
        var field = shape.Field;
        if (field.Default is { } value && DefaultOf(shape, value) is { } constant)
        {
            yield return $"global::System.ComponentModel.DefaultValue({constant})";
        }

        if ((field.Min ?? field.Max) is not null && !shape.HasEnum)
        {
            var range = field.Type == FieldType.Number ? FractionalRange(field) : WholeRange(field);
            yield return $"{Name.Annotations}.Range({range})";
        }

        if (field.Type == FieldType.Integer && !field.Values.IsEmpty)
        {
            // A property that is not set is null, which this attribute would refuse if it were not listed.
            var values = field.Values.Select(static listed => Whole(decimal.Parse(listed.Wire, CultureInfo.InvariantCulture)));
            yield return $"{Name.Annotations}.AllowedValues({(field.IsRequired ? "" : "null, ")}{string.Join(", ", values)})";
        }

        if ((field.MinLength ?? field.MaxLength) is not null)
        {
            var most = field.MaxLength is { } longest ? Escape.Number(longest) : "int.MaxValue";
            var least = field.MinLength is { } shortest ? ", MinimumLength = " + Escape.Number(shortest) : "";
            yield return $"{Name.Annotations}.StringLength({most}{least})";
        }
    }

    private static string WholeRange(FieldInfo field) =>
        $"{(field.Min is { } min ? Whole(min) : "int.MinValue")}, {(field.Max is { } max ? Whole(max) : "int.MaxValue")}";

    private static string FractionalRange(FieldInfo field) =>
        (field.Min is { } min ? Escape.Double(min) : "double.MinValue")
        + ", " + (field.Max is { } max ? Escape.Double(max) : "double.MaxValue")
        + (field.IsMinExclusive ? ", MinimumIsExclusive = true" : "")
        + (field.IsMaxExclusive ? ", MaximumIsExclusive = true" : "");

    // A whole number, within what the property can hold.
    private static string Whole(decimal number) =>
        Math.Max(int.MinValue, Math.Min(int.MaxValue, decimal.Truncate(number))).ToString(CultureInfo.InvariantCulture);

    // The default as a constant of the property's type; null if an attribute cannot hold one.
    private static string? DefaultOf(FieldShape shape, Scalar value) => shape.Field.Type switch
    {
        _ when shape.HasEnum => shape.Field.FindValue(value) is { } listed ? $"{shape.Item}.{Escape.Name(listed.Member)}" : null,
        FieldType.String or FieldType.Enum => Escape.Literal(value.Text),
        FieldType.Boolean => value.Text,
        FieldType.Integer or FieldType.Seconds => Escape.Number(value.Number),
        FieldType.Seed => Escape.Number(value.Number) + "L",
        FieldType.Number => Escape.Double(value.Number),
        _ => null,
    };
}
