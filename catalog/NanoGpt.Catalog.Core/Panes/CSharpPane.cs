using NanoGpt.Catalogs.Forms;

namespace NanoGpt.Catalogs.Panes;

/// <summary>Writes a request as C#.</summary>
public static class CSharpPane
{
    /// <summary>Returns the object initializer of the generated type.</summary>
    /// <param name="request">The request.</param>
    public static string Format(FormRequest request)
    {
        var initializer = CSharpValue.Initializer(request.Type.Model.Entry.Type, request.Values, "");
        var json = initializer.Contains("JsonDocument.Parse(", StringComparison.Ordinal) ? "using System.Text.Json;\n" : "";
        return $"{json}using NanoGpt;\nusing NanoGpt.Models;\n\nvar request = {initializer};\n";
    }
}
