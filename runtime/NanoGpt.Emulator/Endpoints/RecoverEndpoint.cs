using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using NanoGpt.Definitions;
using NanoGpt.Emulator.Responses;
using NanoGpt.Emulator.Jobs;
using NanoGpt.Emulator.Limits;
using NanoGpt.Emulator.Requests;

namespace NanoGpt.Emulator.Endpoints;

/// <summary>Lists the caller's newest jobs: the way back after a lost answer.</summary>
internal sealed class RecoverEndpoint(EmulatorOptions options, Access access, JobStore book)
{
    private const int DefaultLimit = 10;
    private const int MaxLimit = 50;

    private readonly RateLimit rate = new(options.RecoversPerMinute, options.TimeProvider);

    public ValueTask<EmulatorResponse> HandleAsync(HttpContext context)
    {
        var (key, refusal) = access.Of(context);
        if (refusal is not null)
        {
            return new(refusal);
        }

        if (rate.Take(key) is { } wait)
        {
            return new(Refusal.TooOften(wait));
        }

        var query = context.Request.Query;
        var (model, submission, count) = (query["model"].ToString(), query["conversationUUID"].ToString(), query["limit"].ToString());
        var limit = DefaultLimit;
        if (count.Length > 0 && (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit < 1))
        {
            return new(Refusal.BadValue("limit", $"limit = {count} is not allowed: use a number from 1 to {MaxLimit}."));
        }

        var found = book.Jobs
            .Where(job => job.Provider == ProviderIds.NanoGpt && job.Key == key && book.Time.GetElapsedTime(job.Timestamp) >= options.RecoverLag
                && (model.Length == 0 || job.Model == model) && (submission.Length == 0 || job.SubmissionId == submission))
            .Reverse()
            .Take(Math.Min(limit, MaxLimit));
        return new(EmulatorResponse.Json(new JsonObject { ["data"] = new JsonArray([.. found.Select(Row)]) }));
    }

    private JsonObject Row(EmulatorJob job) => new()
    {
        ["runId"] = job.RunId,
        ["id"] = job.RunId,
        ["model"] = job.Model,
        ["status"] = (book.StateOf(job), job.Outcome) switch
        {
            (JobState.InQueue, _) => "pending",
            (JobState.InProgress, _) => "processing",
            (_, JobOutcome.Completed) => "completed",
            (_, JobOutcome.Canceled) => "canceled",
            _ => "failed",
        },
        ["createdAt"] = job.SubmittedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        ["conversationUUID"] = job.SubmissionId,
    };
}
