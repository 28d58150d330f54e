using NanoGpt.Cli.Reports;
using NanoGpt.Directories.Sync;

namespace NanoGpt.Cli.Commands;

/// <summary>Implements <c>sync</c>, which compares a directory with the vendor's current list and edits it.</summary>
internal sealed class SyncCommand : HostCommand
{
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

    private readonly Option<string?> asOf = new("--as-of")
    {
        Description = "Date of a recorded list, as YYYY-MM-DD [default: today]",
        HelpName = "DATE",
    };

    private readonly Option<int> allowRemovals = new("--allow-removals")
    {
        Description = "Number of models that may be removed although it is more than a tenth of them",
        HelpName = "N",
    };

    private readonly Option<bool> write = new("--write")
    {
        Description = "Edit the files; without it, differences are reported and the exit code is 3",
    };

    public SyncCommand(CommandHost host)
        : base(host, "sync", "Compares a directory with the vendor's list of models and, with --write, edits it in place.")
    {
        allowRemovals.Limit(0);
        provider.AcceptOnlyFromAmong([.. ProviderSync.Providers]);
        Options.Add(provider);
        Options.Add(from);
        Options.Add(directory);
        asOf.Validators.Add(result =>
        {
            var text = result.Tokens[0].Value;
            if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            {
                result.AddError($"'{text}' is not a date such as 2026-08-20.");
            }
        });
        Options.Add(asOf);
        Options.Add(allowRemovals);
        Options.Add(write);
        Options.Add(JsonOption);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var sync = ProviderSync.Open(result.GetValue(provider)!, result.GetValue(directory)!);
        if (sync.Catalog.OrReport(Host) is null)
        {
            return ExitCode.Invalid;
        }

        var plan = await sync.PlanAsync(
            result.GetValue(from), result.GetValue(asOf), result.GetValue(allowRemovals), $"nanogpt/{ToolVersion.Text}",
            Host.Clock, cancellationToken);
        var isWritten = result.GetValue(write) && plan.Files.Count > 0;
        if (isWritten)
        {
            sync.Write(plan);
        }

        Report(plan, result.GetValue(provider)!, result.GetValue(JsonOption), isWritten);
        return !isWritten && (plan.Changes.Count > 0 || plan.Files.Count > 0) ? ExitCode.Invalid
            : plan.Uncompared.Count > 0 ? ExitCode.Incomplete
            : ExitCode.Ok;
    }

    private void Report(SyncResult plan, string vendor, bool asJson, bool isWritten)
    {
        Host.Write(asJson, () => SyncReport.Json(plan, vendor, isWritten), () => SyncReport.Lines(plan));
        foreach (var line in SyncReport.Notices(plan))
        {
            Host.Error.WriteLine(line);
        }

        Host.Error.WriteLine(SyncReport.Summary(plan, isWritten));
    }
}
