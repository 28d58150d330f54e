using NanoGpt.Cli.Batch;
using NanoGpt.Cli.Service;
using NanoGpt.Evaluation;
using NanoGpt.PostgreSql;

namespace NanoGpt.Cli.Commands;

/// <summary>Implements <c>batch</c>, which sends the requests of a file within a budget and saves their videos.</summary>
internal sealed class BatchCommand : HostCommand
{
    private const string Journal = "batch.jsonl";

    private readonly Argument<string> file = new("FILE")
    {
        Description = "JSON lines like {\"model\":\"sora-2\",\"prompt\":\"A tram\"}, or .csv with a header of field names; "
            + "'image@' names a file",
    };

    private readonly Option<string> folder = new("--out", "-o")
    {
        Description = "The folder of the videos and the report",
        HelpName = "FOLDER",
        Required = true,
    };

    private readonly Option<decimal?> budget = new("--budget")
    {
        Description = "Send only as many requests as this amount allows, by the recorded prices",
        HelpName = "AMOUNT",
    };

    private readonly Option<string?> name = new("--name")
    {
        Description = "The name of the batch in a shared store [default: the file's name]",
        HelpName = "NAME",
    };

    private readonly Option<int> parallel = new("--parallel")
    {
        Description = "The number of requests at the same time",
        HelpName = "COUNT",
        DefaultValueFactory = _ => 8,
    };

    private readonly Option<bool> resume = new("--resume")
    {
        Description = "Continue a batch that was interrupted, and send again what was rejected; nothing is paid for twice",
    };

    private readonly Option<bool> skipInvalid = new("--skip-invalid") { Description = "Leave out lines that are invalid" };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Only validate and estimate; do not send" };
    private readonly Option<bool> yes = new("--yes", "-y") { Description = "Do not ask before spending" };
    private readonly DirectoryOption directory = new();
    private readonly StoreOption store = new();
    private readonly ServiceOptions service;
    private readonly WaitOptions wait;

    public BatchCommand(CommandHost host)
        : base(host, "batch", "Sends the requests of a file within a budget, waits and saves the videos. Spends money.")
    {
        Arguments.Add(file);
        parallel.Limit(1, 100);
        budget.Limit(0m);
        Option[] options = [folder, budget, name, parallel, resume, skipInvalid, dryRun, yes, directory, store];
        foreach (var option in options)
        {
            Options.Add(option);
        }

        service = new ServiceOptions(this, host);
        wait = new WaitOptions(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        if (directory.Load(result, Host) is not { } catalog)
        {
            return ExitCode.Invalid;
        }

        var path = result.GetValue(file)!;
        var batch = result.GetValue(name) ?? Path.GetFileNameWithoutExtension(path);
        var requests = BatchRequests.Read(path, batch, catalog, requiresPrice: result.GetValue(budget) is not null);
        WriteProblems(path, requests);
        if (requests.Items.Count == 0 || (requests.InvalidLines > 0 && !result.GetValue(skipInvalid)))
        {
            await Host.Error.WriteLineAsync(
                requests.InvalidLines == 0 ? $"nanogpt: {path} contains no requests."
                    : $"nanogpt: {requests.InvalidLines} lines are invalid; nothing was sent. --skip-invalid leaves them out.");
            return ExitCode.Invalid;
        }

        if (result.GetValue(dryRun))
        {
            await Host.Error.WriteLineAsync($"{requests.Items.Count} requests, {Describe(requests.TotalPrice)}. Not sent.");
            return ExitCode.Ok;
        }

        await using var shared = store.Open(result, Host);
        if (shared is null && result.GetValue(resume) && !File.Exists(Path.Combine(result.GetValue(folder)!, Journal)))
        {
            // Most likely another folder was meant, and all requests would be paid for again.
            throw new CommandException(
                ExitCode.Usage, $"{result.GetValue(folder)} contains no batch: correct --out, or begin one without --resume.");
        }

        var place = Directory.CreateDirectory(result.GetValue(folder)!).FullName;
        var provider = ProviderService.Of(requests.Items[0].Request.Model.Provider);
        using var journal = shared is null
            ? new JournalSubmissionStore(Path.Combine(place, Journal), provider.Id, Host.Clock)
            : null;
        return await RunAsync(result, path, batch, requests, (ISubmissionStore?)shared ?? journal!, place, cancellationToken);
    }

    private async Task<int> RunAsync(
        ParseResult result, string path, string batch, BatchRequests requests, ISubmissionStore opened, string place,
        CancellationToken cancellationToken)
    {
        var records = await ReadAsync(opened, batch, cancellationToken);
        if (records.Count > 0 && !result.GetValue(resume))
        {
            throw new CommandException(
                ExitCode.Usage,
                $"The batch '{batch}' exists already: continue it with --resume, or use another --out or --name.");
        }

        var limit = new SubmissionBudget(batch, result.GetValue(budget) ?? decimal.MaxValue);
        var planned = Select(requests.Items, records, limit, await opened.GetBudgetUseAsync(batch, cancellationToken));
        var ids = planned.Select(static plan => plan.Id).ToHashSet();
        var unsent = requests.Items.Where(item =>   // also what an earlier run has planned and not sent
            ids.Contains(item.Id) || records.GetValueOrDefault(item.Id)?.State is SubmissionState.Planned).ToList();
        await Host.Error.WriteLineAsync(
            $"{requests.Items.Count} requests, {unsent.Count} of them to send, {Describe(BatchRequests.TotalOf(unsent))}"
            + (result.GetValue(budget) is { } amount ? $" of a budget of {Messages.Amount(amount)}." : "."));
        if (unsent.Count > 0 && !result.GetValue(yes) && !Confirm())
        {
            await Host.Error.WriteLineAsync("Nothing was sent.");
            return ExitCode.Interrupted;
        }

        var provider = ProviderService.Of(requests.Items[0].Request.Model.Provider);
        using var client = service.Open(result, provider, options =>
        {
            options.SubmissionStore = opened;
            wait.Apply(result, options);
            if (opened is PostgreSqlSubmissionStore shared)
            {
                // The workers of all machines together keep the limits of the key.
                var (_, key) = service.Key(result, provider);
                options.StatusLimiter = shared.CreateRateLimiter(
                    key, "status", provider.StatusRequestsPerSecond, TimeSpan.FromSeconds(1), Host.Clock);
                options.SubmitLimiter = shared.CreateRateLimiter(
                    key, "submit", provider.SubmissionsPerMinute, TimeSpan.FromMinutes(1), Host.Clock);
            }
        });
        await opened.PlanAsync(planned, limit, cancellationToken);
        var run = new BatchRun(Host, path, batch, requests.Items, opened, client, place);
        try
        {
            await run.RunAsync(result.GetValue(parallel), cancellationToken);
        }
        finally
        {
            // Also after Ctrl+C: the report says what was paid for.
            var report = new BatchReport(
                requests.Items, await ReadAsync(opened, batch, CancellationToken.None), run.Results, place);
            await report.WriteAsync(CancellationToken.None);
            await Host.Output.WriteLineAsync(string.Join(", ", report.Counts.Select(static one => $"{one.Key}: {one.Value}")));
        }

        return ToExitCode(run.StopCode, await ReadAsync(opened, batch, cancellationToken), requests.Items);
    }

    // In the order of the file, as many as the budget allows. What was rejected is sent again.
    private List<SubmissionRecord> Select(
        IReadOnlyList<BatchItem> items, Dictionary<Guid, SubmissionRecord> records, SubmissionBudget limit, BudgetUse use)
    {
        var left = limit.Limit - use.Total;
        var planned = new List<SubmissionRecord>();
        foreach (var item in items.Where(item => records.GetValueOrDefault(item.Id)?.State is null or SubmissionState.Rejected))
        {
            var price = item.Request.Price?.Maximum ?? 0;
            if (price > left)
            {
                break;
            }

            left -= price;
            planned.Add(SubmissionRecord.Plan(item.Id, item.Request.ToRequest(), Host.Clock.GetUtcNow()) with
            {
                Budget = limit.Name,
                Price = price,
            });
        }

        return planned;
    }

    private bool Confirm()
    {
        Host.Error.Write("Send them and pay? [y/N] ");
        return Host.Input.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }

    private void WriteProblems(string path, BatchRequests requests)
    {
        foreach (var problem in requests.Problems)
        {
            Host.Error.WriteLine(
                Diagnostic.Line(path, problem.Line, problem.Column, problem.Severity, problem.Code, problem.Message));
        }
    }

    private static string Describe(decimal? price) =>
        price is { } amount ? $"at most {Messages.Amount(amount)}" : "at an unknown price";

    private static async Task<Dictionary<Guid, SubmissionRecord>> ReadAsync(
        ISubmissionStore store, string batch, CancellationToken cancellationToken) =>
        (await store.ListAsync(Enum.GetValues<SubmissionState>(), batch, cancellationToken)).ToDictionary(record => record.Id);

    private static int ToExitCode(
        int stopCode, Dictionary<Guid, SubmissionRecord> records, IReadOnlyList<BatchItem> items)
    {
        var states = items.Select(item => records.GetValueOrDefault(item.Id)?.State).ToHashSet();
        return stopCode != ExitCode.Ok ? stopCode
            : states.Overlaps([SubmissionState.Unknown, SubmissionState.Absent]) ? ExitCode.OutcomeUnknown
            : states.Overlaps([SubmissionState.Failed, SubmissionState.Rejected]) ? ExitCode.JobFailed
            : states.Contains(null) ? ExitCode.Balance
            : states.SetEquals([SubmissionState.Saved]) ? ExitCode.Ok
            : ExitCode.WaitTimedOut;
    }
}
