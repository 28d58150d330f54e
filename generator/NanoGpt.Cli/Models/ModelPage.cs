using NanoGpt.Directories.Wording;
using Spectre.Console;

namespace NanoGpt.Cli.Models;

/// <summary>Writes the page of a model.</summary>
internal static class ModelPage
{
    private const int MinTableWidth = 100;

    public static void Write(ModelDefinition model, CommandHost host)
    {
        var console = host.CreateConsole();
        console.MarkupLineInterpolated($"[bold]{model.Title}[/] ({model.Id}, {model.Provider})");
        console.WriteLine(model.Summary);
        if (model.Status != ModelStatus.Active)
        {
            console.WriteLine($"{model.Status}{(model.Since is null ? "" : $" since {model.Since}")}"
                + (model.Successor is null ? "" : $"; use {model.Successor}"));
        }

        console.WriteLine();
        console.WriteLine($"C# type   {model.RequestType}");
        console.WriteLine($"Modes     {string.Join(", ", model.Modes)}");
        if (!model.Sources.IsEmpty)
        {
            console.WriteLine($"Sources   {string.Join(", ", model.Sources)}");
        }

        if (host.OutputWidth < MinTableWidth)
        {
            Section("Fields", model.Fields.Select(FieldLines.Line));
        }
        else
        {
            console.WriteLine();
            host.WriteTable(Fields(model, host));
        }

        Section("Media on the command line", FieldLines.Media(model));
        Section("Rules", RuleView.References(model).Concat(model.Rules.Select(rule => RuleView.Rule(model, rule))));
        Section(
            model.Price is { } pricing ? $"Price as of {pricing.AsOf}" : "Price",
            model.Price is { } known
                ? known.Rates.Select(rate => PriceView.Rate(rate, known.Currency))
                : [PriceView.IsQuoted(model) ? $"quoted: {PriceView.QuoteHint}" : "unknown"]);
        Section("Facts", model.Facts.Select(fact => $"{fact.Name}: {fact.Value}"));
        Section("Disputes", model.Disputes.Select(dispute => $"{dispute.About}: {dispute.Resolved}"));
        Section("Notes", model.Notes);

        void Section(string title, IEnumerable<string> lines)
        {
            var all = lines.ToList();
            if (all.Count == 0)
            {
                return;
            }

            console.WriteLine();
            console.MarkupLineInterpolated($"[bold]{title}[/]");
            foreach (var line in all)
            {
                console.WriteLine($"  {line}");
            }
        }
    }

    private static Table Fields(ModelDefinition model, CommandHost host)
    {
        var table = host.CreateTable("PROPERTY", "WIRE", "TYPE", "", "ALLOWED", "DEFAULT");
        foreach (var field in model.Fields)
        {
            var cells = new[]
            {
                field.Fixed is null ? field.Property : "-",
                string.Join(' ', field.Keys),
                FieldLines.Type(field),
                field.IsRequired ? "required" : field.Fixed is null ? "" : "fixed",
                FieldView.Allowed(field),
                field.Default?.Text ?? "",
            };
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        return table;
    }
}
