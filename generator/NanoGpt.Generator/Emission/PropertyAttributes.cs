using System.Globalization;

namespace NanoGpt.Generator.Emission;

/// <summary>Formats the attributes of a property for model binders, validators and designers. Analyzers use the table.</summary>
internal static class PropertyAttributes
{
    /// <summary>Returns the attributes followed by a space, or an empty string.</summary>
    public static string Format(FieldShape shape)
    {
        // The attributes describe one value and do not apply to lists.
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
            // The attribute would reject properties that are not set if null were not allowed.
            var values = field.Values.Select(static listed => Whole(decimal.Parse(listed.Wire, CultureInfo.InvariantCulture)));
            yield return $"{Name.Annotations}.AllowedValues({(field.IsRequired ? "" : "null, ")}{string.Join(", ", values)})";
        }

        if ((field.MinLength ?? field.MaxLength) is not null)
        {
            var max = field.MaxLength is { } longest ? Escape.Number(longest) : "int.MaxValue";
            var min = field.MinLength is { } shortest ? ", MinimumLength = " + Escape.Number(shortest) : "";
            yield return $"{Name.Annotations}.StringLength({max}{min})";
        }
    }

    private static string WholeRange(FieldInfo field) =>
        $"{(field.Min is { } min ? Whole(min) : "int.MinValue")}, {(field.Max is { } max ? Whole(max) : "int.MaxValue")}";

    private static string FractionalRange(FieldInfo field) =>
        (field.Min is { } min ? Escape.Double(min) : "double.MinValue")
        + ", " + (field.Max is { } max ? Escape.Double(max) : "double.MaxValue")
        + (field.IsMinExclusive ? ", MinimumIsExclusive = true" : "")
        + (field.IsMaxExclusive ? ", MaximumIsExclusive = true" : "");

    // Formats an integer within the range of the property type.
    private static string Whole(decimal number) =>
        Math.Max(int.MinValue, Math.Min(int.MaxValue, decimal.Truncate(number))).ToString(CultureInfo.InvariantCulture);

    // Returns the default as a constant expression, or null if an attribute cannot contain it.
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
