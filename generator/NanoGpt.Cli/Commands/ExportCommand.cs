using NanoGpt.Directories.Editing;
using NanoGpt.Directories.Generated;

namespace NanoGpt.Cli.Commands;

/// <summary>Implements <c>export</c>, which writes the directory in a format for other programs.</summary>
internal sealed class ExportCommand : CatalogCommand
{
    private static readonly IReadOnlyList<ExportFormat> Formats = ExportFormat.All(ToolVersion.Text);

    private readonly Option<string> format = new("--format", "-f")
    {
        Description = "The format",
        DefaultValueFactory = _ => Formats[0].Name,
    };
    private readonly Option<string?> target = new("--out", "-o")
    {
        Description =
            "The file to write; a folder for json-schema and markdown, which have one file per model [default: standard output]",
        HelpName = "PATH",
    };

    private readonly ProviderFilter provider = new();

    public ExportCommand(CommandHost host)
        : base(host, "export", "Writes the directory for other programs.")
    {
        format.AcceptOnlyFromAmong([.. Formats.Select(one => one.Name)]);
        Options.Add(format);
        Options.Add(target);
        Options.Add(provider);
    }

    protected override int Run(ParseResult result, Catalog catalog)
    {
        catalog = provider.Apply(result, catalog);
        var chosen = Formats.Single(one => one.Name == result.GetValue(format));
        if (result.GetValue(target) is not { } path)
        {
            chosen.Write(catalog, Host.Output);
            return ExitCode.Ok;
        }

        var files = chosen.Files(catalog).ToList();
        if (files.Count > 0)
        {
            return new GeneratedFolder(path, files, "*" + chosen.Extension).Apply(Host, check: false, "nanogpt export");
        }

        if (Directory.Exists(path))
        {
            var example = Path.Combine(path, $"models{chosen.Extension}");
            throw new CommandException(
                ExitCode.File, $"{path} is a folder: the format {chosen.Name} is one file, such as {example}.");
        }

        StreamedFile.Write(path, output => chosen.Write(catalog, output));
        Host.Error.WriteLine($"{chosen.Describe(catalog)} written to {path}");
        return ExitCode.Ok;
    }
}
