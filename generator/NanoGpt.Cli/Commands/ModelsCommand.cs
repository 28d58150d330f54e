using System.CommandLine;
using NanoGpt.Cli.Output;

namespace NanoGpt.Cli.Commands;

/// <summary><c>models</c>: looks into the directory.</summary>
internal sealed class ModelsCommand : Command
{
    public ModelsCommand(CommandHost host)
        : base("models", "Shows the models of a directory.")
    {
        Subcommands.Add(new ModelsListCommand(host));
        Subcommands.Add(new ModelsShowCommand(host));
        Subcommands.Add(new ModelsCompareCommand(host));
    }
}
