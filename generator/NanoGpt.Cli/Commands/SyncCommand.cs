using NanoGpt.Cli.Reports;
using NanoGpt.Directories.Sync;

namespace NanoGpt.Cli.Commands;

/// <summary>Implements <c>sync</c>, which compares a directory with the vendor's current list and edits it.</summary>
internal sealed class SyncCommand : Command
{
    private readonly CommandHost host;
    private readonly Option<string> provider = new("--provider")
    {
        Description = "The provider",
        Required = true,
        HelpName = "ID",
    };
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

    private readonly Option<bool> write = new("--write")
    {
        Description = "Edit the files; without it, differences are reported and the exit code is 3",
    };
    private readonly Option<bool> json = new("--json") { Description = "Write one JSON object" };

    public SyncCommand(CommandHost host)
        : base("sync", "Compares a directory with the vendor's list of models and, with --write, edits it in place.")
    {
        this.host = host;
        provider.AcceptOnlyFromAmong([.. ProviderSync.Providers]);
        Options.Add(provider);
        Options.Add(from);
        Options.Add(directory);
        Options.Add(write);
        Options.Add(json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var sync = ProviderSync.Open(result.GetValue(provider)!, result.GetValue(directory)!);
        if (sync.Catalog.OrReport(host) is null)
        {
            return ExitCode.Invalid;
        }

        var plan = await sync.PlanAsync(result.GetValue(from), $"nanogpt/{ToolVersion.Text}", host.Clock, cancellationToken);
        var isWritten = result.GetValue(write) && plan.Files.Count > 0;
        if (isWritten)
        {
            sync.Write(plan);
        }

        Report(plan, result.GetValue(provider)!, result.GetValue(json), isWritten);
        return isWritten || plan.Changes.Count == 0 ? ExitCode.Ok : ExitCode.Invalid;
    }

    private void Report(SyncResult plan, string vendor, bool asJson, bool isWritten)
    {
        host.Write(asJson, () => SyncReport.Json(plan, vendor, isWritten), () => SyncReport.Lines(plan));
        foreach (var line in SyncReport.Notices(plan))
        {
            host.Error.WriteLine(line);
        }

        host.Error.WriteLine(SyncReport.Summary(plan, isWritten));
    }
}
