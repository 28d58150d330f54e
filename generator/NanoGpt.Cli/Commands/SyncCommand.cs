using System.CommandLine;
using System.Globalization;
using NanoGpt.Cli.Output;
using NanoGpt.Cli.Sync;
using NanoGpt.Cli.Sync.Listing;
using NanoGpt.Cli.Sync.Vendors;
using NanoGpt.Emulator.Directories;
using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Cli.Commands;

/// <summary><c>sync</c>: compares a directory with what the vendor lists now, and edits it.</summary>
internal sealed class SyncCommand : Command
{
    private readonly CommandHost host;
    private readonly Option<string> provider = new("--provider") { Description = "Whose models", Required = true, HelpName = "ID" };
    private readonly Option<string?> from = new("--from")
    {
        Description = "File or https address of the list [default: the vendor's own address]",
        HelpName = "FILE|URL",
    };

    private readonly Option<string> directory = new("--directory", "-d")
    {
        Description = "Folder of the model directory [default: the current one]",
        HelpName = "DIR",
        DefaultValueFactory = _ => ".",
    };

    private readonly Option<bool> write = new("--write") { Description = "Edit the files; without it differences are reported and the exit code is 3" };
    private readonly Option<bool> json = new("--json") { Description = "Write one JSON object" };

    public SyncCommand(CommandHost host)
        : base("sync", "Compares a directory with the vendor's list of models and, with --write, edits it in place.")
    {
        this.host = host;
        provider.AcceptOnlyFromAmong([.. Vendor.All.Select(vendor => vendor.Id)]);
        Options.Add(provider);
        Options.Add(from);
        Options.Add(directory);
        Options.Add(write);
        Options.Add(json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var vendor = Vendor.All.First(vendor => vendor.Id == result.GetValue(provider));
        var folder = result.GetValue(directory)!;
        var target = File.Exists(Path.Combine(folder, "provider.yaml")) ? folder : Path.Combine(folder, vendor.Id);
        var files = new ProviderDirectory(vendor, target, Read(folder, vendor), await NamesAsync(target, cancellationToken));
        var errors = files.Catalog.Issues.Where(issue => issue.Severity == IssueSeverity.Error).ToList();
        if (errors.Count > 0)
        {
            foreach (var issue in errors)
            {
                host.Error.WriteLine(IssueView.Line(issue));
            }

            return ExitCode.Invalid;
        }

        var content = await new ListFetcher(host.Clock).ReadAsync(result.GetValue(from) ?? vendor.Address.AbsoluteUri, cancellationToken);
        var today = host.Clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var plan = DirectorySync.Plan(vendor, vendor.Read(content), files, today);
        var isWritten = result.GetValue(write) && plan.Files.Count > 0;
        if (isWritten)
        {
            SyncWriter.Write(target, plan.Files);
        }

        Report(plan, vendor, result.GetValue(json), isWritten);
        return isWritten || plan.Changes.Count == 0 ? ExitCode.Ok : ExitCode.Invalid;
    }

    private void Report(SyncResult plan, Vendor vendor, bool asJson, bool isWritten)
    {
        if (asJson)
        {
            host.Output.Write(JsonOutput.Text(SyncReport.Json(plan, vendor.Id, isWritten)));
        }
        else
        {
            foreach (var line in SyncReport.Lines(plan))
            {
                host.Output.WriteLine(line);
            }
        }

        foreach (var line in SyncReport.Notices(plan))
        {
            host.Error.WriteLine(line);
        }

        host.Error.WriteLine(SyncReport.Summary(plan, isWritten));
    }

    // A folder without any provider is a directory that starts now.
    private static IReadOnlyList<DirectoryFile> Read(string folder, Vendor vendor)
    {
        var isOne = File.Exists(Path.Combine(folder, "provider.yaml"));
        if (isOne && Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))) is var name && name != vendor.Id)
        {
            throw new DirectoryReadException(folder, $"This is the folder of the provider {name}: give that of {vendor.Id}, or the one above.");
        }

        var isEmpty = Directory.Exists(folder) && !isOne
            && !Directory.EnumerateDirectories(folder).Any(child => File.Exists(Path.Combine(child, "provider.yaml")));
        return isEmpty ? [] : DirectoryFiles.Read(folder);
    }

    private static async Task<string?> NamesAsync(string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, "names.txt");
        return new FileInfo(path) is { Exists: true, Length: > 0 } ? await File.ReadAllTextAsync(path, cancellationToken) : null;
    }
}
