using System.Text;
using NanoGpt.Tables;

namespace NanoGpt.Generator.Emission;

/// <summary>
/// Writes the constant <c>Table</c>, which carries the description of a model, and the static <c>Info</c>, which reads it. One literal: one
/// call a line would be checked by the compiler, but makes a consumer's build a tenth slower.
/// </summary>
internal static class InfoTable
{
    /// <summary>Writes the table of a model.</summary>
    public static void OfModel(SourceWriter w, ModelInfo model, FieldShape[] shapes) =>
        Emit(w, ModelTable.Write(model), Name.RequestTypeInfo, shapes);

    /// <summary>Writes the table of an object with members.</summary>
    public static void OfGroup(SourceWriter w, EquatableArray<FieldInfo> members, FieldShape[] shapes) =>
        Emit(w, ModelTable.Write(members), Name.GroupTypeInfo, shapes);

    private static void Emit(SourceWriter w, string table, string type, FieldShape[] shapes)
    {
        w.Line("/// <summary>The description that analyzers and the runtime read.</summary>");
        w.Line(Name.Hidden);
        w.Line("public const string Table = \"\"\"");
        using (w.Indent())
        {
            w.Lines(table);
            w.Line("\"\"\";");
        }

        // The types of objects are given beside the table, in the order of their lines.
        var groups = new StringBuilder();
        foreach (var shape in shapes)
        {
            if (shape.Kind == "group")
            {
                groups.Append(", ").Append(shape.Item).Append(".Info");
            }
        }

        w.Line();
        w.Line("/// <summary>Gets the description of the type.</summary>");
        w.Line($"public static {type} Info {{ get; }} = new(Table, Read{groups.ToString()});");
    }
}
