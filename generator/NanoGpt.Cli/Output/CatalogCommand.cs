using System.CommandLine;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Cli.Output;

/// <summary>Represents a command about the models of a directory, which <c>--directory</c> names.</summary>
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
