using System.CommandLine;
using NanoGpt.Cli.Output;
using NanoGpt.Directories.Export;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Cli.Commands;

/// <summary><c>models show ID</c>: one model whole.</summary>
internal sealed class ModelsShowCommand : CatalogCommand
{
    private readonly Argument<string> id = new("ID") { Description = "The model's id, such as sora-2, or provider/id" };
    private readonly Option<bool> json = new("--json") { Description = "Write the model as 'export' does" };

    public ModelsShowCommand(CommandHost host)
        : base(host, "show", "Shows one model: fields, rules, prices and what the sources disagree on.")
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
