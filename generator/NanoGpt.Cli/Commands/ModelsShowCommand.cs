using System.CommandLine;
using NanoGpt.Cli.Output;
using NanoGpt.Directories.Export;

namespace NanoGpt.Cli.Commands;

/// <summary><c>models show ID</c>: one model whole.</summary>
internal sealed class ModelsShowCommand : Command
{
    private readonly CommandHost host;
    private readonly DirectoryOption directory = new();
    private readonly Argument<string> id = new("ID") { Description = "The model's id, such as sora-2, or provider/id" };
    private readonly Option<bool> json = new("--json") { Description = "Write the model as 'export' does" };

    public ModelsShowCommand(CommandHost host)
        : base("show", "Shows one model: fields, rules, prices and what the sources disagree on.")
    {
        this.host = host;
        Arguments.Add(id);
        Options.Add(directory);
        Options.Add(json);
        SetAction(Run);
    }

    private int Run(ParseResult result)
    {
        if (directory.Load(result, host) is not { } catalog)
        {
            return ExitCode.Invalid;
        }

        if (ModelNames.Find(catalog, result.GetValue(id)!, host) is not { } model)
        {
            return ExitCode.Usage;
        }

        if (result.GetValue(json))
        {
            host.Output.Write(JsonFormat.Text(model));
        }
        else
        {
            ModelPage.Write(model, host);
        }

        return ExitCode.Ok;
    }
}
