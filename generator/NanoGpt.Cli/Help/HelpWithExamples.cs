using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace NanoGpt.Cli.Help;

/// <summary>Prints the help of a command, followed by examples and exit codes.</summary>
internal sealed class HelpWithExamples(CommandHost host, SynchronousCommandLineAction help) : SynchronousCommandLineAction
{
    public override bool Terminating => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        var command = parseResult.CommandResult;
        Section("Examples:", CommandExamples.Of(CommandPath.Of(command)));
        Section(
            "Exit codes:",
            ExitCodeTexts.Of(command.Command)
                .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Code,-4} {one.Text}")));
        return code;
    }

    private void Section(string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
        {
            return;
        }

        host.Output.WriteLine(title);
        all.ForEach(line => host.Output.WriteLine($"  {line}"));
        host.Output.WriteLine();
    }
}

/// <summary>Names commands by the words that a user types after the name of the tool.</summary>
internal static class CommandPath
{
    public static string Of(CommandResult result) => result.Parent is CommandResult parent
        ? $"{Of(parent)} {result.Command.Name}".TrimStart()
        : "";
}
