using NanoGpt.Cli.Reports;
using NanoGpt.Directories.Diff;
using NanoGpt.Directories.Loading;

namespace NanoGpt.Cli.Commands;

/// <summary>Implements <c>diff OLD NEW</c>, which classifies the changes between two directories.</summary>
internal sealed class DiffCommand : HostCommand
{
    private readonly Argument<string> old = new("OLD")
    {
        Description = "A folder, a JSON file that 'export' wrote, git:REVISION:PATH, or with --git a revision",
    };
    private readonly Argument<string> now = new("NEW") { Description = "The same, to compare it with" };
    private readonly Option<bool> git = new("--git")
    {
        Description = "OLD and NEW are git revisions of the folder that --directory names",
    };
    private readonly Option<string> folder = new("--directory", "-d")
    {
        Description = "With --git: the folder [default: the current one]",
        HelpName = "DIR",
        DefaultValueFactory = _ => ".",
    };

    private readonly Option<ChangeKind?> failOn = new("--fail-on")
    {
        Description = "Exit with 3 if there is a change of this kind or a more severe one",
        HelpName = "breaking|additive|documentation",
    };

    private readonly ReportFormat format;

    public DiffCommand(CommandHost host)
        : base(host, "diff", "Compares two model directories and classifies every change: breaking, additive or documentation.")
    {
        Arguments.Add(old);
        Arguments.Add(now);
        Options.Add(git);
        Options.Add(folder);
        Options.Add(failOn);
        format = new ReportFormat(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        // A model that does not load would look removed, so errors stop the comparison.
        var before = (await LoadAsync(result, result.GetValue(old)!, cancellationToken)).OrReport(Host);
        var after = (await LoadAsync(result, result.GetValue(now)!, cancellationToken)).OrReport(Host);
        if (before is null || after is null)
        {
            return ExitCode.Invalid;
        }

        var diff = CatalogDiff.Compare(before, after);
        format.Write(result, Host, () => DiffReport.Json(diff), () => DiffReport.Markdown(diff), () => DiffReport.Lines(diff));
        Host.Error.WriteLine(DiffReport.Summary(diff));
        return result.GetValue(failOn) is { } limit && diff.Changes.Any(change => change.Kind >= limit)
            ? ExitCode.Invalid : ExitCode.Ok;
    }

    private Task<Catalog> LoadAsync(ParseResult result, string place, CancellationToken cancellationToken) => result.GetValue(git)
        ? DirectoryLoader.LoadRevisionAsync(place, Path.GetFullPath(result.GetValue(folder)!), cancellationToken)
        : DirectoryLoader.LoadAsync(place, cancellationToken);
}
