using NanoGpt.Directories.Loading;

namespace NanoGpt.Cli.Output;

/// <summary>Represents a command on the models of a directory.</summary>
internal abstract class CatalogCommand : Command
{
    protected CatalogCommand(CommandHost host, string name, string description)
        : base(name, description)
    {
        Host = host;
        Options.Add(Place);
        SetAction(result => Place.Load(result, host) is { } catalog ? Run(result, catalog) : ExitCode.Invalid);
    }

    protected CommandHost Host { get; }

    protected DirectoryOption Place { get; } = new();

    /// <summary>Runs the command; the catalog has no errors.</summary>
    protected abstract int Run(ParseResult result, Catalog catalog);
}

/// <summary>
/// Represents <c>--directory DIR</c>, which selects a model directory; the default is the one that the tool was built with.
/// </summary>
internal sealed class DirectoryOption : Option<string?>
{
    public DirectoryOption()
        : base("--directory", "-d")
    {
        Description =
            "Folder of the model directory, or a JSON file that 'export' wrote [default: the directory built into this tool]";
        HelpName = "DIR";
    }

    /// <summary>Loads the directory; writes its errors and returns null if there are any.</summary>
    public Catalog? Load(ParseResult result, CommandHost host)
    {
        var place = result.GetValue(this);
        return (place is null ? DirectoryFiles.BuiltInCatalog() : DirectoryLoader.Load(place)).OrReport(host);
    }
}
