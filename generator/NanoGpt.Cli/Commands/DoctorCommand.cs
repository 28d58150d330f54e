using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NanoGpt.Cli.Doctor;
using NanoGpt.Cli.Service;
using NanoGpt.Schema.Issues;
using NanoGpt.Evaluation;

namespace NanoGpt.Cli.Commands;

/// <summary>Implements <c>doctor</c>, which checks the prerequisites of a paid request without paying.</summary>
internal sealed class DoctorCommand : HostCommand
{
    private readonly DirectoryOption directory = new();
    private readonly ServiceOptions service;
    private readonly Option<string?> request = new("--request")
    {
        Description = "The id of a request of the last 24 hours (X-Request-ID), to show what it cost",
        HelpName = "ID",
    };

    public DoctorCommand(CommandHost host)
        : base(host, "doctor", "Checks versions, directory, key, name, connection, clock, models and balance. Spends nothing.")
    {
        Options.Add(directory);
        service = new ServiceOptions(this, host);
        Options.Add(request);
        Options.Add(JsonOption);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var checks = new List<CheckResult>();
        try
        {
            await foreach (var check in ChecksAsync(result, cancellationToken))
            {
                Add(check);
            }
        }
#pragma warning disable CA1031 // An unexpected failure is reported as one more result.
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Add(
                new CheckResult(
                    "doctor", Verdict.Failed, $"the checks ended early: {e.Message}", CommandFailure.Report(Host, e)));
        }
#pragma warning restore CA1031

        if (result.GetValue(JsonOption))
        {
            Host.Output.Write(JsonOutput.Text(new JsonObject
            {
                ["checks"] = new JsonArray([.. checks.Select(check => new JsonObject
                {
                    ["name"] = check.Name,
                    ["verdict"] = JsonOutput.ToLowerName(check.Verdict),
                    ["text"] = check.Text,
                })]),
            }));
        }

        return checks.FirstOrDefault(check => check.Verdict == Verdict.Failed)?.ExitCode ?? ExitCode.Ok;

        void Add(CheckResult check)
        {
            checks.Add(check);
            if (!result.GetValue(JsonOption))
            {
                Host.Output.WriteLine($"{JsonOutput.ToLowerName(check.Verdict),-7}  {check.Name,-10}  {check.Text}");
            }
        }
    }

    private async IAsyncEnumerable<CheckResult> ChecksAsync(
        ParseResult result, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new CheckResult(
            "versions", Verdict.Ok,
            $"nanogpt {ToolVersion.Text}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}");
        if (directory.Load(result, Host) is not { } catalog)
        {
            yield return new CheckResult("directory", Verdict.Failed, "it has errors; see above", ExitCode.Invalid);
            yield break;
        }

        var warnings = catalog.Issues.Count(issue => issue.Severity == IssueSeverity.Warning);
        yield return new CheckResult(
            "directory", warnings == 0 ? Verdict.Ok : Verdict.Warning,
            string.Create(CultureInfo.InvariantCulture, $"{catalog.Models.Count} models, {warnings} warnings"));

        var address = service.Address(result, ProviderService.NanoGpt);
        if (!address.IsLoopback && !NanoGptHosts.IsKnown(address))
        {
            yield return new CheckResult(
                "address", Verdict.Warning, $"{address} is not a documented address of the service; the key is sent to it");
        }

        var key = Key(result);
        yield return key;
        await foreach (var check in new ServiceProbe(address, catalog, Host.Clock).RunAsync(cancellationToken))
        {
            yield return check;
            if (check is { Name: "service", Verdict: Verdict.Failed })
            {
                yield break;
            }
        }

        if (key.Verdict == Verdict.Ok)
        {
            yield return await AskAsync(result, "account", client => BalanceAsync(client, cancellationToken));
            if (result.GetValue(request) is { } id)
            {
                yield return await AskAsync(result, "charge", client => ChargeAsync(client, id, cancellationToken));
            }
        }
    }

    private CheckResult Key(ParseResult result)
    {
        try
        {
            return new CheckResult("key", Verdict.Ok, $"from {service.Key(result, ProviderService.NanoGpt).Source}");
        }
        catch (CommandException e)
        {
            return new CheckResult("key", Verdict.Failed, e.Message, e.ExitCode);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new CheckResult("key", Verdict.Failed, e.Message, ExitCode.File);
        }
    }

    private async Task<CheckResult> AskAsync(ParseResult result, string name, Func<NanoGptClient, Task<CheckResult>> ask)
    {
        try
        {
            using var client = service.OpenNanoGpt(result);
            return await ask(client);
        }
        catch (NanoGptException e)
        {
            return new CheckResult(name, Verdict.Failed, e.Message, ServiceFailure.Code(e));
        }
        catch (CommandException e)
        {
            return new CheckResult(name, Verdict.Failed, e.Message, e.ExitCode);
        }
    }

    private static async Task<CheckResult> BalanceAsync(NanoGptClient client, CancellationToken cancellationToken)
    {
        var balance = await client.GetBalanceAsync(cancellationToken);
        var amount = balance.Usd is { } usd
            ? $"{Messages.Amount(usd)} USD"
            : $"{Messages.Amount(balance.Nano ?? 0)} XNO";
        return new CheckResult(
            "account", balance.Usd > 0 || balance.Nano > 0 ? Verdict.Ok : Verdict.Warning,
            $"the key works; balance {amount}");
    }

    private static async Task<CheckResult> ChargeAsync(NanoGptClient client, string id, CancellationToken cancellationToken) =>
        await client.GetChargeAsync(id, cancellationToken) is { } charge
            ? new CheckResult("charge", Verdict.Ok, $"{id} cost {Messages.Amount(charge.Cost)} {charge.Currency}")
            : new CheckResult(
                "charge", Verdict.Warning,
                $"the service shows no charge for {id}, which does not prove that there is none: ask again after some minutes");
}
