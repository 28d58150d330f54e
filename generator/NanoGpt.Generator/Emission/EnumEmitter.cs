using NanoGpt.Evaluation;

namespace NanoGpt.Generator.Emission;

/// <summary>Writes the values of a field: an enum for a closed set, constants for an open one.</summary>
internal static class EnumEmitter
{
    /// <summary>Writes a closed set. Listed seconds keep their numbers.</summary>
    public static void EmitEnum(SourceWriter w, string owner, FieldShape shape, EmitOptions options)
    {
        w.Line();
        w.Line($"/// <summary>Values of <see cref=\"{owner}.{shape.Property}\"/>.</summary>");
        using (w.Block($"{options.Accessibility} enum {shape.Item}"))
        {
            foreach (var value in shape.Field.Values)
            {
                var number = shape.Field.IsNumeric ? $" = {Escape.Number(FieldDomain.ScalarOf(shape.Field, value).Number)}" : "";
                Docs.OfValue(w, shape.Field, value);
                w.Line($"{Escape.Name(value.Member)}{number},");
            }
        }
    }

    /// <summary>Writes the known values of an open set.</summary>
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
}
