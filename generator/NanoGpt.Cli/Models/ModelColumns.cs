using NanoGpt.Directories.Wording;
using Spectre.Console;

namespace NanoGpt.Cli.Models;

/// <summary>
/// Writes several models side by side: one column for each model, and one row for each field that any of them has.
/// </summary>
internal static class ModelColumns
{
    public static void Write(IReadOnlyList<ModelDefinition> models, CommandHost host)
    {
        var table = host.CreateTable(["", .. models.Select(model => Markup.Escape(model.Id))]);
        Row("provider", model => model.Provider);
        Row("title", model => model.Title);
        Row("status", model => JsonOutput.ToLowerName(model.Status));
        Row("C# type", model => model.RequestType);
        Row("modes", model => string.Join(' ', model.Modes));
        Row("price", PriceView.Summarize);
        var fields = models.SelectMany(model => model.Fields).Select(field => field.Name);
        foreach (var name in fields.Distinct(StringComparer.Ordinal))
        {
            Row(name, model => model.FindField(name) is { } field ? Describe(field) : "-");
        }

        Row("rules", model => string.Join('\n', model.Rules.Select(rule => RuleView.Rule(model, rule))));
        host.WriteTable(table);

        void Row(string heading, Func<ModelDefinition, string> cell) =>
            table.AddRow([Markup.Escape(heading), .. models.Select(model => Markup.Escape(cell(model)))]);
    }

    private static string Describe(FieldInfo field)
    {
        var allowed = FieldView.Allowed(field);
        string?[] parts =
        [
            field.Fixed is null && allowed.Length > 0 ? allowed : FieldLines.Type(field),
            field.Fixed is { } value ? $"always {value.Text}" : null,
            field.IsRequired ? "required" : null,
            field.Default is { } assumed ? $"default {assumed.Text}" : null,
        ];
        return string.Join(", ", parts.OfType<string>());
    }
}
