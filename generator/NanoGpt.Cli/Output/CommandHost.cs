using Spectre.Console;

namespace NanoGpt.Cli.Output;

/// <summary>Where a command runs: its two writers, and whether a person watches.</summary>
/// <param name="output">Data.</param>
/// <param name="error">Talk.</param>
/// <param name="isTerminal">Whether <paramref name="output"/> is a terminal.</param>
/// <param name="environment">Looks up a variable; null finds none.</param>
public sealed class CommandHost(TextWriter output, TextWriter error, bool isTerminal = false, Func<string, string?>? environment = null)
{
    private const int PipeWidth = 500;

    /// <summary>Data: what a script reads.</summary>
    public TextWriter Output { get; } = output;

    /// <summary>Talk: what a person reads.</summary>
    public TextWriter Error { get; } = error;

    /// <summary>The clock of every wait and date.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Whether colours and frames make sense: only on a terminal that can show them, and not if someone asked for none.</summary>
    public bool IsRich { get; } = isTerminal
        && string.IsNullOrEmpty(environment?.Invoke("NO_COLOR"))
        && string.IsNullOrEmpty(environment?.Invoke("CI"))
        && environment?.Invoke("TERM") != "dumb";

    /// <summary>The surroundings of this process.</summary>
    public static CommandHost OfProcess() =>
        new(Console.Out, Console.Error, !Console.IsOutputRedirected, Environment.GetEnvironmentVariable);

    /// <summary>A console on <see cref="Output"/>; without a terminal it writes plain text and does not wrap.</summary>
    public IAnsiConsole CreateConsole() => CreateConsole(Output);

    /// <summary>Writes a table: framed on a terminal, else columns two spaces apart and no spaces at the end of a line.</summary>
    public void WriteTable(Table table)
    {
        if (IsRich)
        {
            CreateConsole().Write(table);
            return;
        }

        using var text = new StringWriter { NewLine = "\n" };
        CreateConsole(text).Write(table);
        foreach (var line in text.ToString().TrimEnd().Split('\n'))
        {
            Output.WriteLine(line.TrimEnd());
        }
    }

    private IAnsiConsole CreateConsole(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = IsRich ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = IsRich ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        if (!IsRich)
        {
            console.Profile.Width = PipeWidth;
        }

        return console;
    }

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
