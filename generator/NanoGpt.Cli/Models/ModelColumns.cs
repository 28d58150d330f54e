using NanoGpt.Directories.Wording;
using Spectre.Console;

namespace NanoGpt.Cli.Models;

/// <summary>
/// Writes several models side by side: one column for each model, and one row for each field that any of them has. A narrow
/// terminal shows the models of a row below each other.
/// </summary>
internal static class ModelColumns
{
    private const int HeadingWidth = 24;
    private const int ColumnWidth = 24;

    public static void Write(IReadOnlyList<ModelDefinition> models, CommandHost host)
    {
        var rows = Rows(models).Select(row => (row.Heading, Cells: models.Select(row.Cell).ToList())).ToList();
        if (host.OutputWidth < HeadingWidth + (ColumnWidth * models.Count))
        {
            WriteLines(models, rows, host);
            return;
        }

        var table = host.CreateTable(["", .. models.Select(model => Markup.Escape(model.Id))]);
        table.Columns[0].NoWrap = true;
        foreach (var (heading, cells) in rows)
        {
            table.AddRow([heading, .. cells.Select(Markup.Escape)]);
        }

        host.WriteTable(table);
    }

    private static void WriteLines(
        IReadOnlyList<ModelDefinition> models, List<(string Heading, List<string> Cells)> rows, CommandHost host)
    {
        foreach (var (heading, cells) in rows)
        {
            host.Output.WriteLine(heading);
            for (var i = 0; i < models.Count; i++)
            {
                host.Output.WriteLine($"  {models[i].Id}: {cells[i].Replace("\n", "\n    ", StringComparison.Ordinal)}");
            }
        }
    }

    private static List<(string Heading, Func<ModelDefinition, string> Cell)> Rows(IReadOnlyList<ModelDefinition> models) =>
    [
        ("provider", model => model.Provider),
        ("title", model => model.Title),
        ("status", model => JsonOutput.ToLowerName(model.Status)),
        ("C# type", model => model.RequestType),
        ("modes", model => string.Join(' ', model.Modes)),
        ("price", PriceView.Summarize),
        .. models.SelectMany(model => model.Fields).Select(field => field.Name).Distinct(StringComparer.Ordinal)
            .Select(name => (name, (Func<ModelDefinition, string>)(model =>
                model.FindField(name) is { } field ? Describe(field) : "-"))),
        ("rules", model => string.Join('\n', model.Rules.Select(rule => RuleView.Rule(model, rule)))),
    ];

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
