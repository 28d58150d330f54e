using NanoGpt.Directories.Wording;
using Spectre.Console;

namespace NanoGpt.Cli.Commands;

/// <summary>Implements <c>models list</c>, which shows one line per model.</summary>
internal sealed class ModelsListCommand : CatalogCommand
{
    private readonly Option<string?> mode = new("--mode")
    {
        Description = "Only models with this mode, such as lipsync",
        HelpName = "MODE",
    };

    public ModelsListCommand(CommandHost host)
        : base(host, "list", "Lists the models, one per line.")
    {
        Options.Add(mode);
        Options.Add(JsonOption);
    }

    protected override int Run(ParseResult result, Catalog catalog)
    {
        var wanted = result.GetValue(mode);
        var models = catalog.Models
            .Where(model => wanted is null || model.Modes.Contains(wanted))
            .OrderBy(model => model.Provider, StringComparer.Ordinal)
            .ThenBy(model => model.Id, StringComparer.Ordinal)
            .ToList();
        if (result.GetValue(JsonOption))
        {
            Host.Output.Write(JsonOutput.Text(new JsonObject { ["models"] = new JsonArray([.. models.Select(Row)]) }));
            return ExitCode.Ok;
        }

        WriteTable(models);
        Host.Error.WriteLine(models.Count == 1 ? "1 model" : $"{models.Count} models");
        if (models.Any(PriceView.IsQuoted))
        {
            Host.Error.WriteLine($"quoted: {PriceView.QuoteHint}");
        }

        return ExitCode.Ok;
    }

    private void WriteTable(List<ModelDefinition> models)
    {
        var table = Host.CreateTable("ID", "STATUS", "TYPE", "MODES", "PRICE");
        foreach (var model in models)
        {
            var id = Markup.Escape(model.Id);
            table.AddRow(
                model.Status == ModelStatus.Active ? $"[bold]{id}[/]" : $"[dim]{id}[/]",
                JsonOutput.ToLowerName(model.Status),
                Markup.Escape(model.RequestType),
                Markup.Escape(string.Join(' ', model.Modes)),
                Markup.Escape(PriceView.Summarize(model)));
        }

        Host.WriteTable(table);
    }

    private static JsonObject Row(ModelDefinition model) => new()
    {
        ["provider"] = model.Provider,
        ["id"] = model.Id,
        ["title"] = model.Title,
        ["type"] = model.RequestType,
        ["status"] = JsonOutput.ToLowerName(model.Status),
        ["successor"] = model.Successor,
        ["modes"] = new JsonArray([.. model.Modes.Select(mode => JsonValue.Create(mode))]),
    };
}
