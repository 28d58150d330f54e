using NanoGpt.Emulator.Jobs;
using NanoGpt.Emulator.Requests;

namespace NanoGpt.Emulator.Endpoints;

/// <summary>Returns the status of a job, under the unified path and under the legacy path, which requires the model.</summary>
internal sealed class StatusEndpoint(EmulatorOptions options, Access access, JobStore store, MediaEndpoint media)
{
    public ValueTask<EmulatorResponse> UnifiedAsync(HttpContext context)
    {
        var id = Query(context, "requestId") ?? Query(context, "runId");
        var (job, error) = FindJob(context, id, "requestId");
        return new(error ?? EmulatorResponse.Json(new JsonObject
        {
            ["requestId"] = id,
            ["model"] = job!.Model,
            ["data"] = Data(context, job, "requestId", id!),
        }));
    }

    public ValueTask<EmulatorResponse> LegacyAsync(HttpContext context)
    {
        var model = Query(context, "model") ?? Query(context, "modelSlug");
        var id = Query(context, "runId");
        var (job, error) = FindJob(context, id, "runId");
        return new(error
            ?? (model is null ? ErrorResponses.MissingParameter("model") : null)
            ?? (model != job!.Model
                ? ErrorResponses.InvalidValue("model", $"The job '{job.RunId}' is not of model '{model}'.")
                : null)
            ?? EmulatorResponse.Json(new JsonObject { ["data"] = Data(context, job, "request_id", id!) }));
    }

    private (EmulatorJob? Job, EmulatorResponse? Error) FindJob(HttpContext context, string? runId, string parameter)
    {
        var (key, error) = access.Authenticate(context);
        return error is not null ? (null, error)
            : runId is null ? (null, ErrorResponses.MissingParameter(parameter))
            : store.Find(runId, ProviderIds.NanoGpt) is not { } job ? (null, ErrorResponses.JobNotFound(runId))
            : job.Key != key ? (null, ErrorResponses.OtherAccount())
            : (job, null);
    }

    private JsonObject Data(HttpContext context, EmulatorJob job, string idKey, string id)
    {
        var state = store.StateOf(job);
        var data = new JsonObject
        {
            ["status"] = (state, job.Outcome) switch
            {
                (JobState.InQueue, _) => "IN_QUEUE",
                (JobState.InProgress, _) => "IN_PROGRESS",
                (_, JobOutcome.Completed) => "COMPLETED",
                (_, JobOutcome.Canceled) => "CANCELED",
                _ => "FAILED",
            },
            [idKey] = id,
        };
        if (state != JobState.Ended)
        {
            data["details"] = state == JobState.InQueue ? "The video waits for its turn" : "The video is being made";
        }
        else if (job.Outcome == JobOutcome.Completed)
        {
            data["output"] = Output(context, job);
            data["cost"] = job.Cost;
        }
        else if (job.Outcome == JobOutcome.ContentPolicy)
        {
            data["error"] = "Content policy violation";
            data["isNSFWError"] = true;
            data["userFriendlyError"] = "The content was flagged. Change the prompt and try again.";
        }
        else if (job.Outcome == JobOutcome.Failed)
        {
            data["error"] = "The model failed to make the video";
            data["isNSFWError"] = false;
            data["userFriendlyError"] = "Something went wrong in the making. The charge was given back.";
        }

        return data;
    }

    private JsonObject Output(HttpContext context, EmulatorJob job)
    {
        var output = new JsonObject { ["video"] = new JsonObject { ["url"] = Url(1) } };
        if (job.Spec.Outputs > 1)
        {
            output["videos"] = new JsonArray(
                [.. Enumerable.Range(1, job.Spec.Outputs).Select(number => new JsonObject { ["url"] = Url(number) })]);
        }

        return output;

        string Url(int number) => options.RelativeOutputUrls && number == 1
            ? MediaEndpoint.ContentPath(job)
            : media.GetVideoLink(context, job, number);
    }

    private static string? Query(HttpContext context, string name) =>
        context.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;
}
