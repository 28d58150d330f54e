using NanoGpt.Cli.Models;

namespace NanoGpt.Cli.Commands;

/// <summary>Implements <c>models show ID…</c>, which shows one model, or several side by side.</summary>
internal sealed class ModelsShowCommand : CatalogCommand
{
    private const int MaxModels = 4;

    private readonly Argument<string[]> ids = new("ID")
    {
        Description = $"The model's id, such as sora-2, or provider/id; up to {MaxModels} models are shown side by side",
        Arity = new ArgumentArity(1, MaxModels),
    };

    private readonly Option<bool> json = new("--json") { Description = "Write the model as 'export' does; several as a list" };

    public ModelsShowCommand(CommandHost host)
        : base(host, "show", "Shows a model: fields, rules, prices and disputes between sources; or several models side by side.")
    {
        Arguments.Add(ids);
        Options.Add(json);
    }

    protected override int Run(ParseResult result, Catalog catalog)
    {
        var found = result.GetValue(ids)!.Select(id => ModelLookup.Find(catalog, id, Host)).ToList();
        var models = found.OfType<ModelDefinition>().ToList();
        if (models.Count < found.Count)
        {
            return ExitCode.Usage;
        }

        switch (models)
        {
            case [var model] when result.GetValue(json):
                Host.Output.Write(JsonFormat.Text(model));
                break;
            case [var model]:
                ModelPage.Write(model, Host);
                break;
            case var _ when result.GetValue(json):
                var documents = models.Select(model => JsonNode.Parse(JsonFormat.Text(model)));
                Host.Output.Write(JsonOutput.Text(new JsonArray([.. documents])));
                break;
            default:
                ModelColumns.Write(models, Host);
                break;
        }

        return ExitCode.Ok;
    }
}
