using System.CommandLine;
using System.Text;
using NanoGpt.Cli.Export;
using NanoGpt.Cli.Output;

namespace NanoGpt.Cli.Commands;

/// <summary><c>export</c>: the whole directory in a form that other programs read.</summary>
internal sealed class ExportCommand : Command
{
    private readonly CommandHost host;
    private readonly DirectoryOption directory = new();
    private readonly Option<string> format = new("--format") { Description = "The form", DefaultValueFactory = _ => "json" };
    private readonly Option<string?> file = new("--out", "-o") { Description = "Where to write [default: standard output]", HelpName = "FILE" };

    public ExportCommand(CommandHost host)
        : base("export", "Writes the directory for other programs.")
    {
        this.host = host;
        format.AcceptOnlyFromAmong("json");
        Options.Add(directory);
        Options.Add(format);
        Options.Add(file);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        if (directory.Load(result, host) is not { } catalog)
        {
            return ExitCode.Invalid;
        }

        var text = JsonOutput.Text(CatalogExport.Catalog(catalog));
        if (result.GetValue(file) is not { } path)
        {
            await host.Output.WriteAsync(text.AsMemory(), cancellationToken);
            return ExitCode.Ok;
        }

        await File.WriteAllTextAsync(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cancellationToken);
        await host.Error.WriteLineAsync($"{catalog.Models.Count} models written to {path}");
        return ExitCode.Ok;
    }
}
