using System.Text.Json.Nodes;
using NanoGpt.Directories.Export;
using Spectre.Console;

namespace NanoGpt.Cli.Output;

/// <summary>Where a command runs: its two writers, and whether a person watches.</summary>
/// <param name="output">Data.</param>
/// <param name="error">Talk.</param>
/// <param name="isTerminal">Whether <paramref name="output"/> is a terminal.</param>
/// <param name="environment">Looks up a variable; null finds none.</param>
/// <param name="isErrorTerminal">Whether <paramref name="error"/> is a terminal.</param>
public sealed class CommandHost(
    TextWriter output, TextWriter error, bool isTerminal = false, Func<string, string?>? environment = null, bool isErrorTerminal = false)
{
    private const int PipeWidth = 500;

    private TextReader? input;

    /// <summary>Data: what a script reads.</summary>
    public TextWriter Output { get; } = output;

    /// <summary>Talk: what a person reads.</summary>
    public TextWriter Error { get; } = error;

    /// <summary>What is piped in; opened only when a command reads it.</summary>
    public TextReader Input => input ??= OpenInput();

    /// <summary>Opens <see cref="Input"/>; nothing is piped in unless set.</summary>
    public Func<TextReader> OpenInput { get; init; } = static () => TextReader.Null;

    /// <summary>Opens the standard output for bytes instead of text; they go nowhere unless set.</summary>
    public Func<Stream> OpenOutput { get; init; } = static () => Stream.Null;

    /// <summary>Gets a value indicating whether <see cref="Output"/> is a terminal.</summary>
    public bool IsTerminal { get; } = isTerminal;

    /// <summary>The clock of every wait and date.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Whether colours and frames make sense: only on a terminal that can show them, and not if someone asked for none.</summary>
    public bool IsRich { get; } = isTerminal && AllowsColor(environment);

    /// <summary>The same for <see cref="Error"/>, where progress is shown.</summary>
    public bool IsErrorRich { get; } = isErrorTerminal && AllowsColor(environment);

    /// <summary>A variable of the environment; null if it is not set.</summary>
    public string? Variable(string name) => environment?.Invoke(name);

    /// <summary>The surroundings of this process.</summary>
    public static CommandHost OfProcess() =>
        new(Console.Out, Console.Error, !Console.IsOutputRedirected, Environment.GetEnvironmentVariable, !Console.IsErrorRedirected)
        {
            OpenInput = static () => Console.In,
            OpenOutput = Console.OpenStandardOutput,
        };

    /// <summary>A console on <see cref="Output"/>; without a terminal it writes plain text and does not wrap.</summary>
    public IAnsiConsole CreateConsole() => CreateConsole(Output, IsRich);

    /// <summary>A console on <see cref="Error"/>, for what moves.</summary>
    public IAnsiConsole CreateErrorConsole() => CreateConsole(Error, IsErrorRich);

    /// <summary>Writes a table: framed on a terminal, else columns two spaces apart and no spaces at the end of a line.</summary>
    public void WriteTable(Table table)
    {
        if (IsRich)
        {
            CreateConsole().Write(table);
            return;
        }

        using var text = new StringWriter { NewLine = "\n" };
        CreateConsole(text, isRich: false).Write(table);
        foreach (var line in text.ToString().TrimEnd().Split('\n'))
        {
            Output.WriteLine(line.TrimEnd());
        }
    }

    /// <summary>Writes a result as JSON, or as lines.</summary>
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

    private static IAnsiConsole CreateConsole(TextWriter writer, bool isRich)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isRich ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isRich ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isRich ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!isRich)
        {
            console.Profile.Width = PipeWidth;
        }

        return console;
    }

    private static bool AllowsColor(Func<string, string?>? environment) =>
        string.IsNullOrEmpty(environment?.Invoke("NO_COLOR"))
        && string.IsNullOrEmpty(environment?.Invoke("CI"))
        && environment?.Invoke("TERM") != "dumb";

    /// <summary>A table for <see cref="WriteTable"/>.</summary>
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
