using NanoGpt.Catalogs.Requests;
using NanoGpt.Cli.Requests;
using NanoGpt.Evaluation;

namespace NanoGpt.Cli.Service;

/// <summary>Checks a request, compares its price with a limit, and submits it once.</summary>
internal sealed class PaidSubmission
{
    private const int ShownCharacters = 24;

    private readonly CommandHost host;
    private readonly RequestArguments request;
    private readonly ServiceOptions service;
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Print the request and its price; do not send it" };
    private readonly Option<decimal?> maxCost = new("--max-cost")
    {
        Description = "Do not send if the recorded price is unknown or can be above this amount",
        HelpName = "AMOUNT",
    };

    private readonly Option<string?> journal = new("--journal")
    {
        Description = "File that records the submission before it is sent; 'recover' reads it after a crash",
        HelpName = "FILE",
    };

    private readonly Option<Guid?> submissionId = new("--submission")
    {
        Description = "The submission id; a second submission under it returns the first job [default: a new id]",
        HelpName = "ID",
    };

    public PaidSubmission(Command command, CommandHost host)
    {
        this.host = host;
        request = new RequestArguments(command, host);
        service = new ServiceOptions(command, host);
        maxCost.Limit(0m);
        command.Options.Add(dryRun);
        command.Options.Add(maxCost);
        command.Options.Add(journal);
        command.Options.Add(submissionId);
    }

    /// <summary>Submits the request and continues with the job.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="prepare">
    /// Checks the later steps, such as the target of the videos, before anything is sent or paid for.
    /// </param>
    /// <param name="configure">Sets further options of the client.</param>
    /// <param name="processJob">Processes the job. If it fails, the command that downloads the video is written.</param>
    /// <param name="file">The file that the caller named for the video; null for none.</param>
    /// <param name="cancellationToken">A token that cancels the operation. A submitted job continues.</param>
    /// <exception cref="CommandException">The request is rejected before it is sent.</exception>
    public async Task<int> RunAsync(
        ParseResult result,
        Action<ModelDefinition> prepare,
        Action<VideoClientOptions> configure,
        Func<VideoJob, Task<int>> processJob,
        string? file,
        CancellationToken cancellationToken)
    {
        if (await request.PrepareAsync(result, cancellationToken) is not { } prepared)
        {
            return ExitCode.Invalid;
        }

        var provider = ProviderService.Of(prepared.Model.Provider);
        CheckPrice(prepared, result.GetValue(maxCost));
        prepare(prepared.Model);
        if (result.GetValue(dryRun))
        {
            host.Output.Write(JsonOutput.Text(Shortened(prepared.Body)));
            await host.Error.WriteLineAsync($"Not sent. Price: {CostView.Line(prepared)}");
            return ExitCode.Ok;
        }

        using var client = service.Open(result, provider, options =>
        {
            options.JournalPath = result.GetValue(journal);
            options.Observer = new SubmissionNotice(host, prepared);
            configure(options);
        });

        var job = await SubmitAsync(client, prepared, result.GetValue(submissionId), cancellationToken);
        try
        {
            await host.Error.WriteLineAsync($"accepted as {job.RunId}{Charged(job)}");
            return await processJob(job);
        }
#pragma warning disable CA1031 // The job is paid for: any failure must report how to download its video.
        catch (Exception e)
        {
            // The command that saves the video also waits for it.
            var code = e is WaitCanceledException ? ExitCode.Interrupted : CommandFailure.Report(host, e);
            if (e is not JobFailedException)   // such a job has no video
            {
                await host.Error.WriteLineAsync(ServiceFailure.Fetch(job, file));
            }

            return code;
        }
#pragma warning restore CA1031
    }

    private static JsonObject Shortened(JsonObject body) => new(body.Select(member => KeyValuePair.Create(
        member.Key, member.Value is JsonArray items ? new JsonArray([.. items.Select(Short)]) : Short(member.Value))));

    private static JsonNode? Short(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text)
            && DataUrlHeader.Begins(text) && text.Length > 2 * ShownCharacters
            ? JsonValue.Create($"{text[..ShownCharacters]}... ({text.Length} characters)")
            : node?.DeepClone();

    // Without an id of the caller, the client creates one and does not look for an earlier submission.
    private static Task<VideoJob> SubmitAsync(
        VideoClient client, PreparedRequest prepared, Guid? id, CancellationToken cancellationToken) => (client, id) switch
    {
        (NanoGptClient nanoGpt, { } given) =>
            nanoGpt.SubmitAsync(prepared.ToRequest(), new SubmitOptions { SubmissionId = given }, cancellationToken),
        (VeniceClient venice, { } given) =>
            venice.SubmitAsync((VeniceRequest)prepared.ToRequest(), given, cancellationToken),
        _ => client.SubmitAsync(prepared.ToRequest(), cancellationToken),
    };

    private static void CheckPrice(PreparedRequest prepared, decimal? limit)
    {
        if (limit is { } maximum && !(prepared.Price?.Maximum <= maximum))
        {
            var problem = prepared.Price?.Maximum is null ? "; it cannot be compared with" : ", above";
            throw new CommandException(ExitCode.Invalid, string.Create(
                CultureInfo.InvariantCulture,
                $"The price is {CostView.Line(prepared)}{problem} --max-cost {maximum}. Nothing was sent."));
        }
    }

    private static string Charged(VideoJob job)
    {
        var cost = job.Cost is { } charged
            ? $", charged {Messages.Amount(charged)} {job.PaymentSource}" : "";
        var left = job.RemainingBalance is { } rest ? $", {Messages.Amount(rest)} left" : "";
        return cost + left;
    }
}

/// <summary>
/// Writes the price and the submission id before the request is sent, so that the job can always be recovered by its id.
/// </summary>
internal sealed class SubmissionNotice(CommandHost host, PreparedRequest request) : NanoGptObserver
{
    public override void OnEvent(NanoGptEvent e)
    {
        if (e.Kind == NanoGptEventKind.Submitting)
        {
            host.Error.WriteLine($"{request.Model.Id}: price {CostView.Line(request)}; submission {e.SubmissionId}");
        }
    }
}
