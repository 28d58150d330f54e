using NanoGpt.Emulator.Endpoints;
using NanoGpt.Emulator.Jobs;
using NanoGpt.Emulator.Requests;

namespace NanoGpt.Emulator.Venice;

/// <summary>Returns the status or the video of a job, any number of times, and deletes the video.</summary>
internal sealed class RetrieveEndpoint(EmulatorOptions options, Access access, JobStore store)
{
    private const string RecommendedModel = "wan-2-7-text-to-video";

    private readonly VeniceEndpointFilter filter = new(options, access);

    public ValueTask<EmulatorResponse> RetrieveAsync(HttpContext context) => filter.HandleAsync(context, (account, body) =>
    {
        var (job, error) = FindJob(account, body);
        var response = error ?? Retrieve(job!);
        if (response.ContentType == MediaEndpoint.VideoType
            && body["delete_media_on_completion"]?.GetValueKind() == JsonValueKind.True)
        {
            job!.IsDeleted = true;
        }

        return VeniceEndpointFilter.WithBalance(response, account, store);
    });

    public ValueTask<EmulatorResponse> CompleteAsync(HttpContext context) => filter.HandleAsync(context, (account, body) =>
    {
        var (job, error) = FindJob(account, body);
        if (error is not null)
        {
            return error;
        }

        if (store.StateOf(job!) != JobState.Ended)
        {
            return VeniceErrorResponses.Create(StatusCodes.Status400BadRequest, "The video is not finished.");
        }

        job!.IsDeleted = true;
        return VeniceEndpointFilter.WithBalance(EmulatorResponse.Json(new JsonObject { ["success"] = true }), account, store);
    });

    private (EmulatorJob? Job, EmulatorResponse? Error) FindJob(string account, JsonObject body)
    {
        // A queue id is valid only with its model and its account.
        return RequestBody.GetText(body, "model") is not { } model ? (null, VeniceErrorResponses.MissingParameter("model"))
            : RequestBody.GetText(body, "queue_id") is not { } id ? (null, VeniceErrorResponses.MissingParameter("queue_id"))
            : store.Find(id, ProviderIds.Venice) is { IsDeleted: false } job && job.Key == account && job.Model == model
                ? (job, null)
            : (null, VeniceErrorResponses.MediaNotFound());
    }

    private EmulatorResponse Retrieve(EmulatorJob job) => (store.StateOf(job), job.Outcome) switch
    {
        (not JobState.Ended, _) => Status(job, "PROCESSING"),
        (_, JobOutcome.Completed) when job.IsPrivate => Status(job, "COMPLETED"),
        (_, JobOutcome.Completed) => MediaEndpoint.Video(job, 1),
        (_, JobOutcome.ContentPolicy) => VeniceErrorResponses.ProviderPolicy(RecommendedModel),
        _ => VeniceErrorResponses.Failed(),
    };

    private EmulatorResponse Status(EmulatorJob job, string status) => EmulatorResponse.Json(new JsonObject
    {
        ["status"] = status,
        ["average_execution_time"] = (options.QueueTime + options.RunTime).TotalMilliseconds,
        ["execution_duration"] = store.Time.GetElapsedTime(job.Timestamp).TotalMilliseconds,
    });
}
