using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using NanoGpt;
using NanoGpt.Models;

namespace NanoGptWeb;

/// <summary>What the page sends: the prompt, under an id of its own, so that sending it again does not pay again.</summary>
internal sealed record VideoOrder(Guid Id, string Prompt);

/// <summary>The job of an order.</summary>
internal sealed record VideoId(string Id);

/// <summary>What the page is told of a job.</summary>
internal sealed record VideoState(string Status, double? Progress, string? Details);

/// <summary>Order a video, follow it, fetch it. No state but the service's own: a job's id is all that a page must remember.</summary>
internal static class VideoEndpoints
{
    // Becomes a file's name: letters that cannot lead out of the folder.
    private const string Id = "{id:regex(^[A-Za-z0-9_-]+$):maxlength(128)}";

    public static void MapVideos(this IEndpointRouteBuilder app)
    {
        app.MapPost("/videos", OrderAsync);
        app.MapGet($"/videos/{Id}/events", Watch);
        app.MapGet($"/videos/{Id}/file", FetchAsync);
    }

    // Without the browser's token: what costs is not given up because somebody closes a tab.
    private static async Task<Results<Created<VideoId>, ProblemHttpResult>> OrderAsync(VideoOrder order, INanoGptClient client)
    {
        var request = new Sora2Request
        {
            Prompt = order.Prompt,
            Resolution = Sora2Resolution.R720p,
            Duration = Sora2Duration.Seconds4,
        };
        try
        {
            var job = await client.SubmitAsync(request, new SubmitOptions { SubmissionId = order.Id });
            return TypedResults.Created($"/videos/{job.RunId}/events", new VideoId(job.RunId));
        }
        catch (SubmissionOutcomeUnknownException exception)
        {
            // May have been paid: the same order again looks for its job before anything is sent.
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

    private static ServerSentEventsResult<VideoState> Watch(
        string id, INanoGptClient client, IHostApplicationLifetime lifetime, CancellationToken cancellationToken) =>
        TypedResults.ServerSentEvents(StatesAsync(JobOf(id, client), lifetime.ApplicationStopping, cancellationToken), "state");

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
                ? new VideoState($"{updates.Current.Status}", updates.Current.Progress, updates.Current.Error ?? updates.Current.Details)
                : null;
        }
        catch (OperationCanceledException)
        {
            return null;   // the page or this program has gone; the job goes on
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
                var job = JobOf(id, client);
                if ((await job.GetStatusAsync(cancellationToken)).Status != JobStatus.Completed)
                {
                    return TypedResults.Problem("The video is not there yet.", statusCode: StatusCodes.Status409Conflict);
                }

                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                var video = await job.WaitAsync(cancellationToken: cancellationToken);
                await video.DownloadAsync(path, overwrite: true, cancellationToken: cancellationToken);   // whole or not there; shared by all who ask
            }

            return TypedResults.PhysicalFile(path, "video/mp4", enableRangeProcessing: true);
        }
        catch (JobNotFoundException exception)
        {
            return TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status404NotFound);
        }
        catch (NanoGptException exception)
        {
            return TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status502BadGateway);
        }
    }

    private static VideoJob JobOf(string id, INanoGptClient client) =>
        client.Resume($$"""{"runId":"{{id}}","model":"sora-2"}""");
}
