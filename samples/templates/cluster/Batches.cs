using System.Security.Cryptography;
using System.Text;
using NanoGpt;
using NanoGpt.Models;
using NanoGpt.Orleans;

namespace NanoGptCluster;

/// <summary>Represents a batch of prompts with a limit of their total cost.</summary>
internal sealed record Batch
{
    public required decimal Budget { get; init; }

    public required IReadOnlyList<string> Prompts { get; init; }
}

/// <summary>Represents the progress of a batch: the number of submissions in each state, and the use of its budget.</summary>
internal sealed record BatchProgress(IReadOnlyDictionary<string, int> States, BudgetUse Budget);

/// <summary>Accepts batches on any worker, and shows their progress.</summary>
internal static class Batches
{
    public static void MapBatches(this IEndpointRouteBuilder app)
    {
        app.MapPost("/batches/{name}", StartAsync);
        app.MapGet("/batches/{name}", GetProgressAsync);
    }

    private static async Task<IResult> StartAsync(string name, Batch batch, VideoJobs jobs)
    {
        var requests = batch.Prompts.Index().ToDictionary(
            prompt => CreateId(name, prompt.Index, prompt.Item), static NanoGptRequest (prompt) => CreateRequest(prompt.Item));
        try
        {
            var planned = await jobs.StartAsync(requests, new SubmissionBudget(name, batch.Budget));
            return TypedResults.Accepted($"/batches/{name}", planned);
        }
        catch (Exception exception) when (exception is BudgetExceededException or RequestInvalidException)
        {
            return TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }

    private static async Task<BatchProgress> GetProgressAsync(
        string name, ISubmissionStore store, CancellationToken cancellationToken)
    {
        var records = await store.ListAsync(Enum.GetValues<SubmissionState>(), name, cancellationToken);
        return new(
            records.CountBy(static record => record.State.ToString()).ToDictionary(),
            await store.GetBudgetUseAsync(name, cancellationToken));
    }

    private static Sora2Request CreateRequest(string prompt) => new()
    {
        Prompt = prompt,
        Resolution = Sora2Resolution.R720p,
        Duration = Sora2Duration.Seconds4,
    };

    // The same line of the same batch has the same id, so that a batch that is sent again is paid for once.
    private static Guid CreateId(string name, int line, string prompt) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{name}\n{line}\n{prompt}")).AsSpan(0, 16));
}
