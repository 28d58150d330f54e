using NanoGpt.Cli.Service;
using Spectre.Console;

namespace NanoGpt.Cli.Commands;

/// <summary>Implements <c>recover</c>, which finds the job of a submission, of a journal, or the account's latest jobs.</summary>
internal sealed class RecoverCommand : HostCommand
{
    private readonly ServiceOptions service;
    private readonly Option<Guid?> submission = new("--submission")
    {
        Description = "Look for the job of this submission",
        HelpName = "ID",
    };
    private readonly Option<string?> journal = new("--journal")
    {
        Description = "Look for the jobs of all submissions in this file whose outcome is unknown",
        HelpName = "FILE",
    };

    private readonly Option<string?> model = new("--model") { Description = "List only jobs of this model", HelpName = "MODEL" };
    private readonly Option<int> limit = new("--limit")
    {
        Description = "The maximum number of jobs, 1 to 50",
        DefaultValueFactory = _ => 10,
    };

    public RecoverCommand(CommandHost host)
        : base(host, "recover", "Recovers jobs: of a submission, of a journal, or the account's latest jobs.")
    {
        service = new ServiceOptions(this, host);
        limit.Limit(1, 50);
        Options.Add(submission);
        Options.Add(journal);
        Options.Add(model);
        Options.Add(limit);
        Options.Add(JsonOption);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var file = result.GetValue(journal);
        if (file is not null && !File.Exists(file))
        {
            // Creating a new journal would hide the mistake.
            throw new CommandException(ExitCode.File, $"There is no journal {file}.");
        }

        using var client = service.OpenNanoGpt(result, options => options.JournalPath = file);
        if (result.GetValue(submission) is { } id)
        {
            await Host.Error.WriteLineAsync(
                "Searching for the job. This can take some minutes if the service does not list it yet.");
            return Show(result, [await client.ReconcileAsync(id, cancellationToken)]);
        }

        return file is null
            ? List(
                result,
                await client.RecoverAsync(result.GetValue(model), submissionId: null, result.GetValue(limit), cancellationToken))
            : Show(result, await client.ReconcileAsync(cancellationToken), await client.GetOpenJobsAsync(cancellationToken));
    }

    private int Show(ParseResult result, IReadOnlyList<ReconciliationResult> found, IReadOnlyList<VideoJob>? open = null)
    {
        var jobs = (open ?? []).ExceptBy(found.Select(one => one.Job?.RunId), job => job.RunId).ToList();
        Host.Write(
            result.GetValue(JsonOption),
            () => new JsonObject
            {
                ["submissions"] = new JsonArray([.. found.Select(Json)]),
                ["open"] = new JsonArray([.. jobs.Select(job => JsonNode.Parse(job.ToHandleJson()))]),
            },
            () => found.Select(one => $"{one.SubmissionId}: {Describe(one)}")
                .Concat(jobs.Select(job => $"{job.SubmissionId}: job {job.RunId} ({job.Model}), not completed")));
        Host.Error.WriteLine($"{found.Count + jobs.Count} open submissions");
        return found.Any(one => one.Outcome == ReconcileOutcome.Unknown) ? ExitCode.OutcomeUnknown : ExitCode.Ok;
    }

    private int List(ParseResult result, IReadOnlyList<RecoveredRun> runs)
    {
        if (result.GetValue(JsonOption))
        {
            Host.Output.Write(JsonOutput.Text(new JsonObject { ["jobs"] = new JsonArray([.. runs.Select(Json)]) }));
            return ExitCode.Ok;
        }

        var table = Host.CreateTable("JOB", "MODEL", "STATE", "SUBMISSION", "ACCEPTED");
        foreach (var run in runs)
        {
            string[] cells =
                [run.RunId, run.Model ?? "", JobView.State(run.Status), run.SubmissionId?.ToString() ?? "", $"{run.CreatedAt:u}"];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        Host.WriteTable(table);
        return ExitCode.Ok;
    }

    private static string Describe(ReconciliationResult found) => found.Outcome switch
    {
        ReconcileOutcome.Accepted =>
            $"job {found.Job!.RunId} ({found.Job.Model}); nanogpt wait {found.Job.RunId} --model {found.Job.Model}"
            + string.Concat(found.Duplicates.Select(job => $"; duplicate {job.RunId}")),
        ReconcileOutcome.NotFound => $"the service has no such job; the request can be submitted again. {found.Reason}",
        _ => $"not known yet: try again later. {found.Reason}",
    };

    private static JsonObject Json(ReconciliationResult found) => new()
    {
        ["submissionId"] = found.SubmissionId.ToString(),
        ["outcome"] = found.Outcome switch
        {
            ReconcileOutcome.Accepted => "accepted",
            ReconcileOutcome.NotFound => "notFound",
            _ => "unknown",
        },
        ["job"] = found.Job is null ? null : JsonNode.Parse(found.Job.ToHandleJson()),
        ["duplicates"] = new JsonArray([.. found.Duplicates.Select(job => JsonValue.Create(job.RunId))]),
        ["why"] = found.Reason,
    };

    private static JsonObject Json(RecoveredRun run) => new()
    {
        ["runId"] = run.RunId,
        ["model"] = run.Model,
        ["submissionId"] = run.SubmissionId?.ToString(),
        ["status"] = JobView.State(run.Status),
        ["rawStatus"] = run.RawStatus,
        ["createdAt"] = run.CreatedAt?.ToString("O"),
    };
}
