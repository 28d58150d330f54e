using Spectre.Console;

namespace NanoGpt.Cli.Output;

/// <summary>Represents the environment of a command: its writers, terminal capabilities and environment variables.</summary>
/// <param name="output">The writer of results.</param>
/// <param name="error">The writer of messages.</param>
/// <param name="isTerminal">Whether <paramref name="output"/> is a terminal.</param>
/// <param name="environment">Returns the value of an environment variable; null for an empty environment.</param>
/// <param name="isErrorTerminal">Whether <paramref name="error"/> is a terminal.</param>
public sealed class CommandHost(
    TextWriter output, TextWriter error, bool isTerminal = false, Func<string, string?>? environment = null,
    bool isErrorTerminal = false)
{
    private const int PipeWidth = 500;

    private TextReader? input;

    /// <summary>Gets the writer of results, which scripts read.</summary>
    public TextWriter Output { get; } = output;

    /// <summary>Gets the writer of messages, which people read.</summary>
    public TextWriter Error { get; } = error;

    /// <summary>Gets the standard input, which is opened when a command first reads it.</summary>
    public TextReader Input => input ??= OpenInput();

    /// <summary>Gets the function that opens <see cref="Input"/>. The default is an empty reader.</summary>
    public Func<TextReader> OpenInput { get; init; } = static () => TextReader.Null;

    /// <summary>Gets the function that opens the standard input as a byte stream. The default is a null stream.</summary>
    public Func<Stream> OpenInputBytes { get; init; } = static () => Stream.Null;

    /// <summary>Gets the function that opens the standard output as a byte stream. The default is a null stream.</summary>
    public Func<Stream> OpenOutput { get; init; } = static () => Stream.Null;

    /// <summary>Gets a value indicating whether <see cref="Output"/> is a terminal.</summary>
    public bool IsTerminal { get; } = isTerminal;

    /// <summary>Gets the clock of all waits and dates.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// Gets whether colors and borders are used: on a terminal, unless <c>NO_COLOR</c>, <c>CI</c> or <c>TERM=dumb</c> is set.
    /// </summary>
    public bool IsRich { get; } = isTerminal && AllowsColor(environment);

    /// <summary>Gets whether <see cref="Error"/> shows colors and progress.</summary>
    public bool IsErrorRich { get; } = isErrorTerminal && AllowsColor(environment);

    /// <summary>Gets the width of <see cref="Output"/> in columns; <see langword="null"/> to ask the terminal.</summary>
    public int? Width { get; init; }

    /// <summary>Gets the columns that a line can have: those of the terminal, or many in a pipe.</summary>
    internal int OutputWidth => IsRich ? Width ?? CreateConsole().Profile.Width : PipeWidth;

    /// <summary>Returns the value of an environment variable; null if it is not set.</summary>
    /// <param name="name">The name of the variable.</param>
    public string? GetVariable(string name) => environment?.Invoke(name);

    /// <summary>Creates the environment of the current process.</summary>
    public static CommandHost FromProcess() =>
        new(
            Console.Out, Console.Error, !Console.IsOutputRedirected, Environment.GetEnvironmentVariable,
            !Console.IsErrorRedirected)
        {
            OpenInput = static () => Console.In,
            OpenInputBytes = Console.OpenStandardInput,
            OpenOutput = Console.OpenStandardOutput,
        };

    /// <summary>
    /// Creates a console on <see cref="Output"/>; without a terminal it writes plain text and does not wrap lines.
    /// </summary>
    public IAnsiConsole CreateConsole() => CreateConsole(Output, IsRich, Width);

    /// <summary>Creates a console on <see cref="Error"/>, for progress.</summary>
    public IAnsiConsole CreateErrorConsole() => CreateConsole(Error, IsErrorRich, Width);

    /// <summary>
    /// Writes a table: with a border on a terminal, otherwise with columns separated by two spaces and without trailing spaces.
    /// </summary>
    /// <param name="table">A table from <see cref="CreateTable"/>.</param>
    public void WriteTable(Table table)
    {
        if (IsRich)
        {
            CreateConsole().Write(table);
            return;
        }

        using var text = new StringWriter { NewLine = "\n" };
        CreateConsole(text, isRich: false, PipeWidth).Write(table);
        foreach (var line in text.ToString().TrimEnd().Split('\n'))
        {
            Output.WriteLine(line.TrimEnd());
        }
    }

    /// <summary>Writes a result as JSON or as lines.</summary>
    /// <param name="asJson">Whether to write JSON.</param>
    /// <param name="json">Creates the JSON.</param>
    /// <param name="lines">Creates the lines.</param>
    /// <returns><see cref="ExitCode.Ok"/>.</returns>
    public int Write(bool asJson, Func<JsonNode> json, Func<IEnumerable<string>> lines)
    {
        if (asJson)
        {
            Output.Write(JsonOutput.Text(json()));
            return ExitCode.Ok;
        }

        foreach (var line in lines())
        {
            Output.WriteLine(line);
        }

        return ExitCode.Ok;
    }

    private static IAnsiConsole CreateConsole(TextWriter writer, bool isRich, int? width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isRich ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isRich ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isRich ? InteractionSupport.Detect : InteractionSupport.No,
        });
        console.Profile.Width = !isRich ? PipeWidth : width ?? console.Profile.Width;

        return console;
    }

    private static bool AllowsColor(Func<string, string?>? environment) =>
        string.IsNullOrEmpty(environment?.Invoke("NO_COLOR"))
        && string.IsNullOrEmpty(environment?.Invoke("CI"))
        && environment?.Invoke("TERM") != "dumb";

    /// <summary>Creates a table for <see cref="WriteTable"/>.</summary>
    /// <param name="headings">The column headings.</param>
    public Table CreateTable(params ReadOnlySpan<string> headings)
    {
        var table = new Table { Border = IsRich ? TableBorder.Rounded : TableBorder.None };
        foreach (var heading in headings)
        {
            table.AddColumn(new TableColumn(heading) { Padding = IsRich ? new Padding(1, 0) : new Padding(0, 0, 2, 0) });
        }

        return table;
    }
}
