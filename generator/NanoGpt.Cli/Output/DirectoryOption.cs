using System.CommandLine;
using NanoGpt.Cli.Export.Reading;
using NanoGpt.Emulator.Directories;
using NanoGpt.Schema.Issues;
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
        var catalog = place is null ? DirectoryFiles.BuiltInCatalog()
            : ExportedFile.Is(place) ? ExportedFile.Read(place)
            : DirectoryLoader.Load(DirectoryFiles.Read(place));
        var errors = catalog.Issues.Where(issue => issue.Severity == IssueSeverity.Error).ToList();
        foreach (var issue in errors)
        {
            host.Error.WriteLine(IssueView.Line(issue));
        }

        return errors.Count == 0 ? catalog : null;
    }
}
