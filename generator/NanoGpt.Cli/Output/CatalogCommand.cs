using NanoGpt.Directories.Loading;

namespace NanoGpt.Cli.Output;

/// <summary>Represents a command that uses its environment after it has been parsed.</summary>
internal abstract class HostCommand(CommandHost host, string name, string description) : Command(name, description)
{
    protected CommandHost Host { get; } = host;
    protected Option<bool> JsonOption { get; } = new("--json") { Description = "Write one JSON object" };
}

/// <summary>Represents a command on the models of a directory.</summary>
internal abstract class CatalogCommand : HostCommand
{
    protected CatalogCommand(CommandHost host, string name, string description)
        : base(host, name, description)
    {
        Options.Add(Place);
        SetAction(result => Place.Load(result, host) is { } catalog ? Run(result, catalog) : ExitCode.Invalid);
    }

    protected DirectoryOption Place { get; } = new();

    /// <summary>Runs the command; the catalog has no errors.</summary>
    protected abstract int Run(ParseResult result, Catalog catalog);
}

/// <summary>Represents <c>--provider ID</c>, which limits a command to the models of one provider.</summary>
internal sealed class ProviderFilter : Option<string?>
{
    public ProviderFilter()
        : base("--provider")
    {
        Description = "Only models of this provider, such as venice";
        HelpName = "ID";
    }

    /// <summary>Returns the part of the catalog that the option selects.</summary>
    /// <exception cref="CommandException">The directory does not contain the provider.</exception>
    public Catalog Apply(ParseResult result, Catalog catalog) => result.GetValue(this) is not { } id ? catalog
        : catalog.Providers.Any(one => one.Id == id) ? catalog.OfProvider(id)
        : throw new CommandException(
            ExitCode.Usage,
            $"There is no provider '{id}': the directory contains "
            + $"{string.Join(" and ", catalog.Providers.Select(one => one.Id))}.");
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

    /// <summary>Gets the display name of the directory.</summary>
    public string TitleOf(ParseResult result) => result.GetValue(this) ?? "the directory of the tool";

    /// <summary>Loads the directory with the models that have no errors; the issues of the catalog contain the errors.</summary>
    public Catalog LoadValid(ParseResult result) =>
        result.GetValue(this) is { } place ? DirectoryLoader.Load(place) : DirectoryFiles.BuiltInCatalog();

    /// <summary>Loads the directory; writes its errors and returns null if there are any.</summary>
    public Catalog? Load(ParseResult result, CommandHost host)
    {
        var place = result.GetValue(this);
        return (place is null ? DirectoryFiles.BuiltInCatalog() : DirectoryLoader.Load(place)).OrReport(host);
    }
}
