using NanoGpt.Emulator.Jobs;
using NanoGpt.Emulator.Requests;

namespace NanoGpt.Emulator.Endpoints;

/// <summary>Extends one video of a job with several videos. An extension is charged like the first job.</summary>
internal sealed class ExtendEndpoint(EmulatorOptions options, Access access, JobStore store)
{
    private const int Seconds = 5;
    private static readonly string[] Sources = ["video", "videoUrl", "videoDataUrl", "videoAttachmentId"];

    private readonly PaidEndpointFilter filter = new(options, access, options.ExtendsPerMinute);

    public ValueTask<EmulatorResponse> HandleAsync(HttpContext context) => filter.HandleAsync(context, Decide);

    private EmulatorResponse Decide(string key, JsonObject body)
    {
        var runId = RequestBody.GetText(body, "runId") ?? RequestBody.GetText(body, "taskId");
        return Sources.FirstOrDefault(body.ContainsKey) is { } source
                ? ErrorResponses.InvalidValue(source, $"{source} is not allowed: an extension names its job by runId.")
            : runId is null ? ErrorResponses.MissingParameter("runId")
            : store.Find(runId, ProviderIds.NanoGpt) is not { } job ? ErrorResponses.JobNotFound(runId)
            : job.Key != key ? ErrorResponses.OtherAccount()
            : job.Spec.Outputs < 2
                ? ErrorResponses.InvalidValue(
                    "runId", $"The job '{runId}' is of model '{job.Model}', whose videos cannot be extended.")
            : body["index"] is not JsonValue value || value.GetValueKind() != JsonValueKind.Number
                || !value.TryGetValue<int>(out var index) || index < 0 || index >= job.Spec.Outputs
                ? ErrorResponses.InvalidValue("index", $"index must be a number from 0 to {job.Spec.Outputs - 1}.")
            : job.Outcome != JobOutcome.Completed || store.StateOf(job) != JobState.Ended
                ? ErrorResponses.InvalidValue("runId", $"The job '{runId}' is not finished.")
            : Accept(key, job, index, body);
    }

    private EmulatorResponse Accept(string key, EmulatorJob job, int index, JsonObject body)
    {
        var extension = new EmulatorJob(job.Spec, key, store.Time.GetTimestamp(), VideoPlan.Create(Seconds, job.Video.Shape))
        {
            RunId = store.CreateRunId(),
            Request = body,
            IgnoredKeys = [],
            Cost = job.Cost,
            CostIsUnknown = job.CostIsUnknown,
            SubmittedAt = store.Time.GetUtcNow(),
            Outcome = JobOutcome.Completed,
        };
        return !store.TryCharge(extension)
            ? ErrorResponses.InsufficientBalance(extension.Cost, store.Balance(key))
            : EmulatorResponse.Json(new JsonObject
            {
                ["success"] = true,
                ["runId"] = extension.RunId,
                ["id"] = extension.RunId,
                ["taskId"] = extension.RunId,
                ["status"] = "pending",
                ["model"] = extension.Model,
                ["message"] = $"Video {index + 1} gets {Seconds} more seconds",
                ["eta"] = (int)(options.QueueTime + options.RunTime).TotalSeconds,
            }, StatusCodes.Status202Accepted);
    }
}
