namespace NanoGpt.Cli.Commands;

/// <summary>Implements <c>complete</c>, which the completion scripts of shells call; writes one suggestion per line.</summary>
internal sealed class CompleteCommand : Command
{
    private readonly Argument<string> line = new("LINE") { Description = "The command line so far" };
    private readonly Option<int?> position = new("--position") { Description = "The position of the cursor" };

    public CompleteCommand(CommandHost host, Func<Command> root)
        : base("complete", "Prints completions of a command line for a shell's completion script.")
    {
        Hidden = true;
        Arguments.Add(line);
        Options.Add(position);
        SetAction(result =>
        {
            var text = result.GetValue(line)!;
            var end = Math.Clamp(result.GetValue(position) ?? text.Length, 0, text.Length);

            // The tool's name, with or without a path, is not completed.
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
