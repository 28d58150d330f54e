namespace NanoGpt.Cli.Help;

/// <summary>Writes the documentation of all commands as Markdown, from the same model as their help.</summary>
internal static class CommandDocument
{
    /// <summary>Returns the document.</summary>
    /// <param name="root">The root command with all subcommands.</param>
    public static string Create(Command root)
    {
        var text = new StringWriter { NewLine = "\n" };
        text.WriteLine("# The command-line tool");
        text.WriteLine();
        text.WriteLine("`dotnet tool install -g NanoGpt.Cli` installs the command `nanogpt`. Results go to standard output and");
        text.WriteLine("messages to standard error. `nanogpt COMMAND --help` prints the section of a command.");
        text.WriteLine();
        text.WriteLine("This page is generated from the commands themselves.");
        foreach (var (path, command) in Walk("", root))
        {
            Write(text, path, command);
        }

        text.WriteLine();
        text.WriteLine("## Exit codes");
        text.WriteLine();
        text.WriteLine("| code | meaning |");
        text.WriteLine("|---|---|");
        foreach (var (code, meaning) in ExitCodeTexts.All)
        {
            text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {code} | {meaning} |"));
        }

        return text.ToString();
    }

    /// <summary>Returns the visible commands that can be run, by their paths.</summary>
    public static IEnumerable<(string Path, Command Command)> Walk(string path, Command command) =>
        command.Subcommands.Count == 0
            ? [(path, command)]
            : command.Subcommands.Where(inner => !inner.Hidden)
                .SelectMany(inner => Walk($"{path} {inner.Name}".TrimStart(), inner));

    private static void Write(StringWriter text, string path, Command command)
    {
        text.WriteLine();
        text.WriteLine($"## {path}");
        text.WriteLine();
        text.WriteLine(Cell(command.Description));
        text.WriteLine();
        text.WriteLine("```sh");
        foreach (var example in CommandExamples.Of(path))
        {
            text.WriteLine(example);
        }

        text.WriteLine("```");
        var rows = command.Arguments.Select(argument => (Name: $"`{argument.HelpName ?? argument.Name}`", argument.Description))
            .Concat(command.Options.Select(option => (Name: Names(option), option.Description))).ToList();
        if (rows.Count > 0)
        {
            text.WriteLine();
            text.WriteLine("| argument | meaning |");
            text.WriteLine("|---|---|");
            rows.ForEach(row => text.WriteLine($"| {row.Name} | {Cell(row.Description)} |"));
        }

        text.WriteLine();
        text.WriteLine($"Exit codes: {string.Join(", ", ExitCodeTexts.Of(command).Select(one => one.Code))}.");
    }

    private static string Names(Option option) => string.Join(
        ", ",
        option.Aliases.Prepend(option.Name)
            .Select(name => $"`{name}{(option.HelpName is null ? "" : " " + option.HelpName)}`"));

    // A vertical bar would end the cell of a table, and an angle bracket would begin a tag.
    private static string Cell(string? text) => (text ?? "").Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
