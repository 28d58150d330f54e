using System.CommandLine;
using NanoGpt.Cli.Output;

namespace NanoGpt.Cli.Commands;

/// <summary><c>complete</c>: what the shells' scripts ask; one suggestion a line.</summary>
internal sealed class CompleteCommand : Command
{
    private readonly Argument<string> line = new("LINE") { Description = "The command line so far" };
    private readonly Option<int?> position = new("--position") { Description = "Where the cursor stands in it" };

    public CompleteCommand(CommandHost host, Func<Command> root)
        : base("complete", "Prints how a command line can go on, for a shell's completion script.")
    {
        Hidden = true;
        Arguments.Add(line);
        Options.Add(position);
        SetAction(result =>
        {
            var text = result.GetValue(line)!;
            var end = Math.Clamp(result.GetValue(position) ?? text.Length, 0, text.Length);

            // The tool's own name, which a path may precede, is no part of what is completed.
            var start = text.IndexOf(' ', StringComparison.Ordinal) + 1;
            if (start > 0 && end >= start)
            {
                foreach (var item in root().Parse(text[start..end]).GetCompletions(end - start))
                {
                    host.Output.WriteLine(item.InsertText ?? item.Label);
                }
            }

            return ExitCode.Ok;
        });
    }
}
