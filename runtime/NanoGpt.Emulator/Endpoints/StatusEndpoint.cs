using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using NanoGpt.Definitions;
using NanoGpt.Emulator.Responses;
using NanoGpt.Emulator.Jobs;
using NanoGpt.Emulator.Requests;

namespace NanoGpt.Emulator.Endpoints;

/// <summary>Says where a job is: under the one address for all jobs, and under the older one that wants the model too.</summary>
internal sealed class StatusEndpoint(EmulatorOptions options, Access access, JobStore book, MediaEndpoint media)
{
    public ValueTask<EmulatorResponse> UnifiedAsync(HttpContext context)
    {
        var asked = Query(context, "requestId") ?? Query(context, "runId");
        var (job, refusal) = FindJob(context, asked, "requestId");
        return new(refusal ?? EmulatorResponse.Json(new JsonObject
        {
            ["requestId"] = asked,
            ["model"] = job!.Model,
            ["data"] = Data(context, job, "requestId", asked!),
        }));
    }

    public ValueTask<EmulatorResponse> LegacyAsync(HttpContext context)
    {
        var model = Query(context, "model") ?? Query(context, "modelSlug");
        var asked = Query(context, "runId");
        var (job, refusal) = FindJob(context, asked, "runId");
        return new(refusal
            ?? (model is null ? Refusal.Missing("model") : null)
            ?? (model != job!.Model ? Refusal.BadValue("model", $"The job '{job.RunId}' is not of model '{model}'.") : null)
            ?? EmulatorResponse.Json(new JsonObject { ["data"] = Data(context, job, "request_id", asked!) }));
    }

    private (EmulatorJob? Job, EmulatorResponse? Refusal) FindJob(HttpContext context, string? runId, string parameter)
    {
        var (key, refusal) = access.Of(context);
        if (refusal is not null)
        {
            return (null, refusal);
        }

        if (runId is null)
        {
            return (null, Refusal.Missing(parameter));
        }

        var job = book.Find(runId, ProviderIds.NanoGpt);
        return job is null ? (null, Refusal.NoSuchJob(runId))
            : job.Key != key ? (null, Refusal.NotYours())
            : (job, null);
    }

    private JsonObject Data(HttpContext context, EmulatorJob job, string idKey, string asked)
    {
        var state = book.StateOf(job);
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
            [idKey] = asked,
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
            output["videos"] = new JsonArray([.. Enumerable.Range(1, job.Spec.Outputs).Select(number => new JsonObject { ["url"] = Url(number) })]);
        }

        return output;

        string Url(int number) => options.RelativeOutputUrls && number == 1
            ? MediaEndpoint.ContentPath(job)
            : media.FileAddress(context, job, number);
    }

    private static string? Query(HttpContext context, string name) =>
        context.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;
}
