using NanoGpt.Tables;

namespace NanoGpt.Generator.Emission;

/// <summary>
/// Writes the constant <c>Table</c>, which carries the description of a type, and the static <c>Info</c>, which reads it. One
/// literal: one call a line would be checked by the compiler, but makes a consumer's build a tenth slower.
/// </summary>
internal static class InfoTable
{
    public static void OfModel(SourceWriter w, ModelInfo model, List<FieldShape> shapes) =>
        Emit(w, ModelTable.Write(model), Name.RequestTypeInfo, shapes);

    public static void OfGroup(SourceWriter w, EquatableArray<FieldInfo> members, List<FieldShape> shapes) =>
        Emit(w, ModelTable.Write(members), Name.GroupTypeInfo, shapes);

    /// <summary>Writes a table as a constant that editors do not offer.</summary>
    public static void Constant(SourceWriter w, string summary, string name, string table)
    {
        w.Line($"/// <summary>{summary}</summary>");
        w.Line(Name.Hidden);
        w.Line($"public const string {name} = \"\"\"");
        using (w.Indent())
        {
            w.Lines(table);
            w.Line("\"\"\";");
        }
    }

    private static void Emit(SourceWriter w, string table, string type, List<FieldShape> shapes)
    {
        Constant(w, "The description that analyzers and the runtime read.", "Table", table);

        // The types of objects are given beside the table, in the order of their lines.
        var groups = string.Concat(shapes.Where(static shape => shape.IsGroup).Select(static shape => $", {shape.Item}.Info"));
        w.Line();
        w.Line("/// <summary>Gets the description of the type.</summary>");
        w.Line($"public static {type} Info {{ get; }} = new(Table, Read{groups});");
    }
}
