using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using NanoGpt.Cli.Output;
using NanoGpt.Cli.Requests;
using NanoGpt.Definitions;
using NanoGpt.Directories.Export;
using NanoGpt.Schema.Model;

namespace NanoGpt.Cli.Service;

/// <summary>Everything around the one paid call: look at the request, hold the price against a limit, then send it once.</summary>
internal sealed class PaidSubmission
{
    private const int ShownCharacters = 60;

    private readonly CommandHost host;
    private readonly RequestArguments request;
    private readonly ServiceOptions service;
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Print what would be sent, and its price; send nothing" };
    private readonly Option<decimal?> maxCost = new("--max-cost")
    {
        Description = "Send nothing whose recorded price is above this, or unknown",
        HelpName = "AMOUNT",
    };

    private readonly Option<string?> journal = new("--journal")
    {
        Description = "File in which the submission is written down before it is sent; 'recover' reads it after a crash",
        HelpName = "FILE",
    };

    public PaidSubmission(Command command, CommandHost host)
    {
        this.host = host;
        request = new RequestArguments(command, host, IsOurs);
        service = new ServiceOptions(command, host);
        command.Options.Add(dryRun);
        command.Options.Add(maxCost);
        command.Options.Add(journal);
    }

    /// <summary>Submits, and goes on with the job.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="prepare">Checks what follows the submission, such as where the videos go, before anything is sent or paid.</param>
    /// <param name="adjust">Sets further options of the client.</param>
    /// <param name="goOn">What to do with the job while its client lives. If it fails, the command that fetches the video is written.</param>
    /// <param name="file">The file that the caller named for the video; null for none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="CommandException">The request is refused before it is sent.</exception>
    public async Task<int> RunAsync(
        ParseResult result,
        Action<ModelDefinition> prepare,
        Action<NanoGptClientOptions> adjust,
        Func<VideoJob, Task<int>> goOn,
        string? file,
        CancellationToken cancellationToken)
    {
        if (await request.PrepareAsync(result, cancellationToken) is not { } prepared)
        {
            return ExitCode.Invalid;
        }

        CheckProvider(prepared);
        CheckPrice(prepared, result.GetValue(maxCost));
        prepare(prepared.Model);
        if (result.GetValue(dryRun))
        {
            host.Output.Write(JsonOutput.Text(Shortened(prepared.Body)));
            await host.Error.WriteLineAsync($"Not sent. Price: {CostView.Line(prepared)}");
            return ExitCode.Ok;
        }

        using var client = service.Open(result, options =>
        {
            options.JournalPath = result.GetValue(journal);
            options.Observer = new SubmissionNotice(host, prepared);
            adjust(options);
        });

        // Without an id of ours: the client makes one, knows that it is new, and asks nobody about it before it sends.
        var job = await client.SubmitAsync(prepared.ToRequest(), cancellationToken);
        try
        {
            await host.Error.WriteLineAsync($"accepted as {job.RunId}{Charged(job)}");
            return await goOn(job);
        }
#pragma warning disable CA1031 // The job is paid: whatever happened, the caller is told how to get its video.
        catch (Exception e)
        {
            var code = CommandFailure.Report(host, e);
            if (e is not JobFailedException)   // such a job has no video
            {
                await host.Error.WriteLineAsync(ServiceFailure.Fetch(job, file));
            }

            return code;
        }
#pragma warning restore CA1031
    }

    /// <summary>The request without the contents of media, for the eye.</summary>
    private static JsonObject Shortened(JsonObject body)
    {
        var copy = (JsonObject)body.DeepClone();
        foreach (var (key, value) in copy.ToList())
        {
            if (value is JsonArray items)
            {
                copy[key] = new JsonArray([.. items.Select(Short)]);
            }
            else
            {
                copy[key] = Short(value);
            }
        }

        return copy;
    }

    private static JsonNode? Short(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) && text.StartsWith("data:", StringComparison.OrdinalIgnoreCase)
        && text.Length > 2 * ShownCharacters
            ? JsonValue.Create($"{text[..ShownCharacters]}... ({text.Length} characters)")
            : node?.DeepClone();

    private static bool IsOurs(ModelDefinition model) => model.Provider != ProviderIds.Venice;

    // What this service would make of another one's request, and of our money, nobody knows.
    private static void CheckProvider(PreparedRequest prepared)
    {
        if (!IsOurs(prepared.Model))
        {
            throw new CommandException(
                ExitCode.Invalid, $"{prepared.Model.Id} is a model of Venice, and this command speaks with NanoGPT. Nothing was sent: use VeniceClient of NanoGpt.Runtime.");
        }
    }

    private static void CheckPrice(PreparedRequest prepared, decimal? limit)
    {
        if (limit is { } most && prepared.Price is not { } price)
        {
            throw new CommandException(
                ExitCode.Invalid,
                string.Create(CultureInfo.InvariantCulture, $"The price is {CostView.Line(prepared)}; --max-cost {most} cannot be kept, so nothing was sent."));
        }

        if (limit is { } bound && prepared.Price > bound)
        {
            throw new CommandException(
                ExitCode.Invalid,
                string.Create(CultureInfo.InvariantCulture, $"The price is {CostView.Line(prepared)}, above --max-cost {bound}. Nothing was sent."));
        }
    }

    private static string Charged(VideoJob job)
    {
        var cost = job.Cost is { } charged ? string.Create(CultureInfo.InvariantCulture, $", charged {charged:0.######} {job.PaymentSource}") : "";
        var left = job.RemainingBalance is { } rest ? string.Create(CultureInfo.InvariantCulture, $", {rest:0.######} left") : "";
        return cost + left;
    }
}
