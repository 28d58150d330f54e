using NanoGpt.Evaluation;

namespace NanoGpt.Generator.Emission;

/// <summary>Emits the values of a field: an enum for a closed set, constants for an open set.</summary>
internal static class EnumEmitter
{
    public static void EmitEnum(SourceWriter w, string owner, FieldShape shape, EmitOptions options, FieldDocs docs)
    {
        w.Line();
        w.Line($"/// <summary>Specifies a value of <see cref=\"{owner}.{shape.Property}\"/>.</summary>");
        using (w.Block($"{options.Accessibility} enum {shape.Item}"))
        {
            foreach (var value in shape.Field.Values)
            {
                var number = shape.Field.IsNumeric ? $" = {Escape.Number(FieldDomain.ScalarOf(shape.Field, value).Number)}" : "";
                docs.WriteValue(w, shape.Field, value);
                w.Line($"{Escape.Name(value.Member)}{number},");
            }
        }
    }

    public static void EmitConstants(SourceWriter w, string owner, FieldShape shape, EmitOptions options, FieldDocs docs)
    {
        w.Line();
        w.Line($"/// <summary>Contains known values of <see cref=\"{owner}.{shape.Property}\"/>. Others may work.</summary>");
        using (w.Block($"{options.Accessibility} static class {Escape.Name(shape.Field.TypeName!)}"))
        {
            foreach (var value in shape.Field.Values)
            {
                docs.WriteValue(w, shape.Field, value);
                w.Line($"public const string {Escape.Name(value.Member)} = {Escape.Literal(value.Wire)};");
            }
        }
    }
}
