using NanoGpt.Directories.Wording;
using Spectre.Console;

namespace NanoGpt.Cli.Commands;

/// <summary>
/// Implements <c>models list</c>, which shows one line per model, with as many columns as the terminal has room for.
/// </summary>
internal sealed class ModelsListCommand : CatalogCommand
{
    private const int MinPriceWidth = 60;
    private const int MinProviderWidth = 100;
    private const int MinModesWidth = 130;
    private const int MinTypeWidth = 160;

    private readonly ModelFilterOptions filter;

    public ModelsListCommand(CommandHost host)
        : base(host, "list", "Lists the models, one per line.")
    {
        filter = new ModelFilterOptions(this);
        Options.Add(JsonOption);
    }

    protected override int Run(ParseResult result, Catalog catalog)
    {
        var models = filter.Apply(result, catalog);
        if (result.GetValue(JsonOption))
        {
            Host.Output.Write(JsonOutput.Text(new JsonObject { ["models"] = new JsonArray([.. models.Select(Row)]) }));
            return ExitCode.Ok;
        }

        Write(models);
        Host.Error.WriteLine(models.Count == 1 ? "1 model" : $"{models.Count} models");
        if (models.Any(PriceView.IsQuoted))
        {
            Host.Error.WriteLine($"quoted: {PriceView.QuoteHint}");
        }

        return ExitCode.Ok;
    }

    private void Write(List<ModelDefinition> models)
    {
        switch (Host.OutputWidth)
        {
            case < MinPriceWidth:
                models.ForEach(model => Host.Output.WriteLine(model.Id));
                break;
            case < MinProviderWidth:
                WriteTable(models, ["ID", "PRICE"]);
                break;
            case < MinModesWidth:
                WriteTable(models, ["PROVIDER", "ID", "PRICE"]);
                break;
            case < MinTypeWidth:
                WriteTable(models, ["PROVIDER", "ID", "STATUS", "MODES", "PRICE"]);
                break;
            default:
                WriteTable(models, ["PROVIDER", "ID", "STATUS", "TYPE", "MODES", "PRICE"]);
                break;
        }
    }

    private void WriteTable(List<ModelDefinition> models, string[] columns)
    {
        var hasStatus = columns.Contains("STATUS", StringComparer.Ordinal);
        var table = Host.CreateTable(columns);
        table.Columns[Array.IndexOf(columns, "ID")].NoWrap = true;   // an id is copied as a whole
        foreach (var model in models)
        {
            table.AddRow([.. columns.Select(column => column == "ID" && !hasStatus ? IdAndStatus(model) : Cell(model, column))]);
        }

        Host.WriteTable(table);
    }

    // Where there is no room for a column of the status, a model that is not active says so behind its id.
    private static string IdAndStatus(ModelDefinition model) =>
        Cell(model, "ID") + (model.Status == ModelStatus.Active ? "" : $" ({Cell(model, "STATUS")})");

    private static string Cell(ModelDefinition model, string column) => column switch
    {
        "PROVIDER" => Markup.Escape(model.Provider),
        "ID" => $"[{(model.Status == ModelStatus.Active ? "bold" : "dim")}]{Markup.Escape(model.Id)}[/]",
        "STATUS" => JsonOutput.ToLowerName(model.Status),
        "TYPE" => Markup.Escape(model.RequestType),
        "MODES" => Markup.Escape(string.Join(' ', model.Modes)),
        _ => Markup.Escape(PriceView.Summarize(model)),
    };

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
