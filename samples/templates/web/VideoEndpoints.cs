using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using NanoGpt;
using NanoGpt.Models;

namespace NanoGptWeb;

/// <summary>Represents an order of the page. The id prevents a second charge if the order is sent again.</summary>
internal sealed record VideoOrder(Guid Id, string Prompt);

/// <summary>Represents what the page shows before an order: the estimated price, and the address of the service.</summary>
internal sealed record VideoOffer(string Price, string Service);

/// <summary>Represents the job id of an order.</summary>
internal sealed record VideoId(string Id);

/// <summary>Represents the state of a job for the page.</summary>
internal sealed record VideoState(string Status, double? Progress, string? Details);

/// <summary>Orders, tracks and returns videos. The server keeps no state; the page stores the job id.</summary>
internal static class VideoEndpoints
{
    // The id is part of a file name, so it must not contain path characters.
    private const string Id = "{id:regex(^[A-Za-z0-9_-]+$):maxlength(128)}";

    public static void MapVideos(this IEndpointRouteBuilder app)
    {
        app.MapGet("/videos/offer", Offer);
        app.MapPost("/videos", OrderAsync);
        app.MapGet($"/videos/{Id}/events", WatchStates);
        app.MapGet($"/videos/{Id}/file", FetchAsync);
    }

    private static VideoOffer Offer(IConfiguration configuration) => new(
        CreateRequest("A prompt of any length costs the same.").EstimateCost().ToString(),
        configuration["NanoGpt:BaseAddress"] ?? "https://nano-gpt.com/");

    private static Sora2Request CreateRequest(string prompt) => new()
    {
        Prompt = prompt,
        Resolution = Sora2Resolution.R720p,
        Duration = Sora2Duration.Seconds4,
    };

    // No cancellation token: a paid submission must not be canceled because a browser tab is closed.
    private static async Task<Results<Created<VideoId>, ProblemHttpResult>> OrderAsync(VideoOrder order, INanoGptClient client)
    {
        try
        {
            var job = await client.SubmitAsync(CreateRequest(order.Prompt), new SubmitOptions { SubmissionId = order.Id });
            return TypedResults.Created($"/videos/{job.RunId}/events", new VideoId(job.RunId));
        }
        catch (SubmissionOutcomeUnknownException exception)
        {
            // It may have been charged. The same order again searches for its job before anything is sent.
            return TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        catch (Exception exception) when (exception is RequestInvalidException or ContentPolicyException or ArgumentException)
        {
            return TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status400BadRequest);
        }
        catch (NanoGptException exception)
        {
            return TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status502BadGateway);
        }
    }

    private static ServerSentEventsResult<VideoState> WatchStates(
        string id, INanoGptClient client, IHostApplicationLifetime lifetime, CancellationToken cancellationToken) =>
        TypedResults.ServerSentEvents(StatesAsync(GetJob(id, client), lifetime.ApplicationStopping, cancellationToken), "state");

    private static async IAsyncEnumerable<VideoState> StatesAsync(
        VideoJob job, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        await using var updates = job.WatchAsync(end.Token).GetAsyncEnumerator(end.Token);
        while (await NextAsync(updates) is { } state)
        {
            yield return state;
        }
    }

    private static async Task<VideoState?> NextAsync(IAsyncEnumerator<JobUpdate> updates)
    {
        try
        {
            return await updates.MoveNextAsync()
                ? new VideoState(
                    $"{updates.Current.Status}", updates.Current.Progress, updates.Current.Error ?? updates.Current.Details)
                : null;
        }
        catch (OperationCanceledException)
        {
            return null;   // the page was closed or the server stops; the job continues
        }
        catch (NanoGptException exception)
        {
            return new VideoState($"{JobStatus.Failed}", null, exception.Message);
        }
    }

    private static async Task<Results<PhysicalFileHttpResult, ProblemHttpResult>> FetchAsync(
        string id, INanoGptClient client, IHostEnvironment host, CancellationToken cancellationToken)
    {
        var path = Path.Combine(host.ContentRootPath, "videos", $"{id}.mp4");
        try
        {
            if (!File.Exists(path))
            {
                var job = GetJob(id, client);
                if ((await job.GetStatusAsync(cancellationToken)).Status != JobStatus.Completed)
                {
                    return TypedResults.Problem("The video is not available yet.", statusCode: StatusCodes.Status409Conflict);
                }

                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                var video = await job.WaitAsync(cancellationToken: cancellationToken);
                // An incomplete download leaves no file. Concurrent requests share the file.
                await video.DownloadAsync(path, overwrite: true, cancellationToken: cancellationToken);
            }

            return TypedResults.PhysicalFile(path, "video/mp4", enableRangeProcessing: true);
        }
        catch (NanoGptException exception) when (exception is JobNotFoundException or { StatusCode: HttpStatusCode.NotFound })
        {
            return TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status404NotFound);
        }
        catch (NanoGptException exception)
        {
            return TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status502BadGateway);
        }
    }

    private static VideoJob GetJob(string id, INanoGptClient client) =>
        client.Resume($$"""{"runId":"{{id}}","model":"sora-2"}""");
}
