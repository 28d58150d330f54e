using System.CommandLine;
using NanoGpt.Definitions;
using NanoGpt.Directories.Loading;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Cli.Output;

/// <summary><c>--directory DIR</c>: whose models a command speaks about; without it, those that the tool was built with.</summary>
internal sealed class DirectoryOption : Option<string?>
{
    public DirectoryOption()
        : base("--directory", "-d")
    {
        Description = "Folder of the model directory, or a JSON file that 'export' wrote [default: the directory built into this tool]";
        HelpName = "DIR";
    }

    /// <summary>Loads it. Errors go to the error writer; null means that there were some.</summary>
    public Catalog? Load(ParseResult result, CommandHost host)
    {
        var place = result.GetValue(this);
        return (place is null ? DirectoryFiles.BuiltInCatalog() : DirectoryLoader.Load(place)).OrReport(host);
    }
}
