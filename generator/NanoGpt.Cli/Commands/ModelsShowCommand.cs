namespace NanoGpt.Cli.Commands;

/// <summary>Implements <c>models show ID</c>, which shows one model.</summary>
internal sealed class ModelsShowCommand : CatalogCommand
{
    private readonly Argument<string> id = new("ID") { Description = "The model's id, such as sora-2, or provider/id" };
    private readonly Option<bool> json = new("--json") { Description = "Write the model as 'export' does" };

    public ModelsShowCommand(CommandHost host)
        : base(host, "show", "Shows one model: fields, rules, prices and disputes between sources.")
    {
        Arguments.Add(id);
        Options.Add(json);
    }

    protected override int Run(ParseResult result, Catalog catalog)
    {
        if (ModelNames.Find(catalog, result.GetValue(id)!, Host) is not { } model)
        {
            return ExitCode.Usage;
        }

        if (result.GetValue(json))
        {
            Host.Output.Write(JsonFormat.Text(model));
        }
        else
        {
            ModelPage.Write(model, Host);
        }

        return ExitCode.Ok;
    }
}
