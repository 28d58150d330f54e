using NanoGpt.Cli.Requests;
using NanoGpt.Directories.Wording;

namespace NanoGpt.Cli.Models;

/// <summary>Describes fields in lines of text, for terminals that are too narrow for a table.</summary>
internal static class FieldLines
{
    public static string Type(FieldInfo field) => JsonOutput.ToLowerName(field.Type) + (field.List is null ? "" : "[]");

    public static string Line(FieldInfo field)
    {
        var allowed = FieldView.Allowed(field);
        string?[] parts =
        [
            Type(field),
            field.IsRequired ? "required" : null,
            field.Fixed is not null ? $"always {allowed}" : allowed.Length > 0 ? allowed : null,
            field.Default is { } value ? $"default {value.Text}" : null,
        ];
        return $"{field.Name}: {string.Join(", ", parts.OfType<string>())}";
    }

    /// <summary>Returns the forms in which the command line accepts each medium.</summary>
    public static IEnumerable<string> Media(ModelDefinition model) => model.Fields
        .Where(field => field is { Media: not null, Fixed: null })
        .Select(field => $"{field.Name}: {MediumText.AcceptedForms(field, "FILE", "ID")}");
}
