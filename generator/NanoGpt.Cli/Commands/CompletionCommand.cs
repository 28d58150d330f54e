using System.CommandLine;
using NanoGpt.Cli.Completion;
using NanoGpt.Cli.Output;

namespace NanoGpt.Cli.Commands;

/// <summary><c>completion</c>: the script that makes a shell complete commands, models and fields.</summary>
internal sealed class CompletionCommand : Command
{
    private readonly Argument<string> shell = new("SHELL") { Description = "The shell" };

    public CompletionCommand(CommandHost host)
        : base("completion", "Prints a shell's completion script.")
    {
        shell.AcceptOnlyFromAmong([.. Shells.Names]);
        Arguments.Add(shell);
        SetAction(result =>
        {
            host.Output.Write(Shells.Script(result.GetValue(shell)!).ReplaceLineEndings("\n"));
            return ExitCode.Ok;
        });
    }
}
