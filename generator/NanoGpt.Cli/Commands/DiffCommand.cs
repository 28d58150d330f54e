using System.CommandLine;
using NanoGpt.Cli.Diff;
using NanoGpt.Cli.Export.Reading;
using NanoGpt.Cli.Output;
using NanoGpt.Emulator.Directories;
using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Cli.Commands;

/// <summary><c>diff OLD NEW</c>: what changed between two directories, and what that means for a version.</summary>
internal sealed class DiffCommand : Command
{
    private const string Revision = "git:";

    private readonly CommandHost host;
    private readonly Argument<string> old = new("OLD") { Description = "A folder, a JSON file that 'export' wrote, git:REVISION:PATH, or with --git a revision" };
    private readonly Argument<string> now = new("NEW") { Description = "The same, to compare it with" };
    private readonly Option<bool> git = new("--git") { Description = "OLD and NEW are git revisions of the folder that --directory names" };
    private readonly Option<string> folder = new("--directory", "-d")
    {
        Description = "With --git: the folder [default: the current one]",
        HelpName = "DIR",
        DefaultValueFactory = _ => ".",
    };

    private readonly ReportFormat format;

    public DiffCommand(CommandHost host)
        : base("diff", "Compares two model directories and classifies every change: breaking, additive or documentation.")
    {
        this.host = host;
        Arguments.Add(old);
        Arguments.Add(now);
        Options.Add(git);
        Options.Add(folder);
        format = new ReportFormat(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var before = await LoadAsync(result, result.GetValue(old)!, cancellationToken);
        var after = await LoadAsync(result, result.GetValue(now)!, cancellationToken);
        if (before is null || after is null)
        {
            return ExitCode.Invalid;
        }

        var diff = CatalogDiff.Of(before, after);
        if (format.IsJson(result))
        {
            host.Output.Write(JsonOutput.Text(DiffReport.Json(diff)));
        }
        else
        {
            foreach (var line in format.IsMarkdown(result) ? DiffReport.Markdown(diff) : DiffReport.Lines(diff))
            {
                host.Output.WriteLine(line);
            }
        }

        host.Error.WriteLine(DiffReport.Summary(diff));
        return ExitCode.Ok;
    }

    // A model that does not load would look removed: what cannot be read is an error, never a difference.
    private async Task<Catalog?> LoadAsync(ParseResult result, string place, CancellationToken cancellationToken)
    {
        if (!result.GetValue(git) && ExportedFile.Is(place))
        {
            return ExportedFile.Read(place);
        }

        var catalog = DirectoryLoader.Load(await FilesAsync(result, place, cancellationToken));
        var errors = catalog.Issues.Where(issue => issue.Severity == IssueSeverity.Error).ToList();
        foreach (var issue in errors)
        {
            host.Error.WriteLine(IssueView.Line(issue));
        }

        return errors.Count == 0 ? catalog : null;
    }

    private async Task<IReadOnlyList<DirectoryFile>> FilesAsync(ParseResult result, string place, CancellationToken cancellationToken)
    {
        if (result.GetValue(git))
        {
            return await GitRevision.ReadAsync(place, Path.GetFullPath(result.GetValue(folder)!), cancellationToken);
        }

        if (!place.StartsWith(Revision, StringComparison.Ordinal))
        {
            return DirectoryFiles.Read(place);
        }

        var rest = place[Revision.Length..];
        var colon = rest.IndexOf(':', StringComparison.Ordinal);
        return await GitRevision.ReadAsync(colon < 0 ? rest : rest[..colon], colon < 0 ? "." : rest[(colon + 1)..], cancellationToken);
    }
}
