namespace NanoGpt.Generator.Emission;

/// <summary>Writes the values of a field: an enum for a closed set, constants for an open one.</summary>
internal static class EnumEmitter
{
    /// <summary>A closed set; listed seconds keep their numbers.</summary>
    public static void EmitEnum(SourceWriter w, string owner, FieldShape shape, EmitOptions options)
    {
        var field = shape.Field;
        w.Line();
        w.Line($"/// <summary>Values of <see cref=\"{owner}.{shape.Property}\"/>.</summary>");
        using (w.Block($"{options.Accessibility} enum {shape.Item}"))
        {
            foreach (var value in field.Values)
            {
                var disputed = value.IsDisputed ? $"[{Name.Runtime}.Disputed] " : "";
                var number = field.Type == FieldType.Seconds ? $" = {Seconds(value)}" : "";
                Docs.OfValue(w, field, value);
                w.Line($"{disputed}{Escape.Name(value.Member)}{number},");
            }
        }
    }

    /// <summary>The known values of an open set.</summary>
    public static void EmitConstants(SourceWriter w, string owner, FieldShape shape, EmitOptions options)
    {
        w.Line();
        w.Line($"/// <summary>Known values of <see cref=\"{owner}.{shape.Property}\"/>; others may work.</summary>");
        using (w.Block($"{options.Accessibility} static class {Escape.Name(shape.Field.TypeName!)}"))
        {
            foreach (var value in shape.Field.Values)
            {
                Docs.OfValue(w, shape.Field, value);
                w.Line($"public const string {Escape.Name(value.Member)} = {Escape.Literal(value.Wire)};");
            }
        }
    }

    private static int Seconds(ValueInfo value) =>
        int.TryParse(value.Wire, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : throw new InvalidOperationException($"'{value.Wire}' is no number of seconds.");
}
