using System.CommandLine;
using NanoGpt.Emulator.Directories;
using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Cli.Output;

/// <summary><c>--directory DIR</c>: whose models a command speaks about; without it, those that the tool was built with.</summary>
internal sealed class DirectoryOption : Option<DirectoryInfo?>
{
    public DirectoryOption()
        : base("--directory", "-d")
    {
        Description = "Folder of the model directory [default: the one built into this tool]";
        HelpName = "DIR";
    }

    /// <summary>Loads it. Errors go to the error writer; null means that there were some.</summary>
    public Catalog? Load(ParseResult result, CommandHost host)
    {
        var folder = result.GetValue(this);
        var catalog = folder is null ? DirectoryFiles.BuiltInCatalog() : DirectoryLoader.Load(DirectoryFiles.Read(folder.ToString()));
        var errors = catalog.Issues.Where(issue => issue.Severity == IssueSeverity.Error).ToList();
        foreach (var issue in errors)
        {
            host.Error.WriteLine(IssueView.Line(issue));
        }

        return errors.Count == 0 ? catalog : null;
    }
}
