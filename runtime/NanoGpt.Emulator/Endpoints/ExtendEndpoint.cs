using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using NanoGpt.Definitions;
using NanoGpt.Emulator.Responses;
using NanoGpt.Emulator.Jobs;
using NanoGpt.Emulator.Requests;

namespace NanoGpt.Emulator.Endpoints;

/// <summary>Extends one video of a job that made several; what is taken is paid like the first job.</summary>
internal sealed class ExtendEndpoint(EmulatorOptions options, Access access, JobStore book)
{
    private const int Seconds = 5;
    private static readonly string[] Sources = ["video", "videoUrl", "videoDataUrl", "videoAttachmentId"];

    private readonly PaidEndpointFilter door = new(options, access, options.ExtendsPerMinute);

    public ValueTask<EmulatorResponse> HandleAsync(HttpContext context) => door.EnterAsync(context, Decide);

    private EmulatorResponse Decide(string key, JsonObject body)
    {
        if (Sources.FirstOrDefault(body.ContainsKey) is { } source)
        {
            return Refusal.BadValue(source, $"{source} is not allowed: an extension names its job by runId.");
        }

        var runId = Text(body, "runId") ?? Text(body, "taskId");
        if (runId is null || book.Find(runId, ProviderIds.NanoGpt) is not { } job)
        {
            return runId is null ? Refusal.Missing("runId") : Refusal.NoSuchJob(runId);
        }

        if (job.Key != key)
        {
            return Refusal.NotYours();
        }

        if (job.Spec.Outputs < 2)
        {
            return Refusal.BadValue("runId", $"The job '{runId}' is of model '{job.Model}', whose videos cannot be extended.");
        }

        if (body["index"] is not JsonValue value || value.GetValueKind() != JsonValueKind.Number || !value.TryGetValue<int>(out var index)
            || index < 0 || index >= job.Spec.Outputs)
        {
            return Refusal.BadValue("index", $"index must be a number from 0 to {job.Spec.Outputs - 1}.");
        }

        return job.Outcome == JobOutcome.Completed && book.StateOf(job) == JobState.Ended
            ? Accept(key, job, index, body)
            : Refusal.BadValue("runId", $"The job '{runId}' is not finished.");
    }

    private EmulatorResponse Accept(string key, EmulatorJob job, int index, JsonObject body)
    {
        var video = new VideoPlan(RandomNumberGenerator.GetHexString(32, lowercase: true), Seconds, job.Video.Shape);
        var extension = new EmulatorJob(job.Spec, key, book.Time.GetTimestamp(), video)
        {
            RunId = $"vid_{Guid.CreateVersion7(book.Time.GetUtcNow()):N}",
            Request = body,
            IgnoredKeys = [],
            Cost = job.Cost,
            CostIsUnknown = job.CostIsUnknown,
            SubmittedAt = book.Time.GetUtcNow(),
            Outcome = JobOutcome.Completed,
        };
        return book.Pay(extension) is null
            ? Refusal.BalanceShort(extension.Cost, book.Balance(key))
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

    private static string? Text(JsonObject body, string name) =>
        body[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
