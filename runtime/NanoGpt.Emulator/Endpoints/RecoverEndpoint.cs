using NanoGpt.Emulator.Jobs;
using NanoGpt.Emulator.Limits;
using NanoGpt.Emulator.Requests;

namespace NanoGpt.Emulator.Endpoints;

/// <summary>Lists the recent jobs of an account, so that a client can find a job after it lost the response.</summary>
internal sealed class RecoverEndpoint(EmulatorOptions options, Access access, JobStore store)
{
    private const int DefaultLimit = 10;
    private const int MaxLimit = 50;

    private readonly RateLimit rate = new(options.RecoversPerMinute, options.TimeProvider);

    public ValueTask<EmulatorResponse> HandleAsync(HttpContext context)
    {
        var (key, error) = access.Authenticate(context);
        if (error is not null)
        {
            return new(error);
        }

        if (rate.Take(key) is { } wait)
        {
            return new(ErrorResponses.RateLimited(wait));
        }

        var query = context.Request.Query;
        var (model, submission) = (query["model"].ToString(), query["conversationUUID"].ToString());
        var count = query["limit"].ToString();
        var limit = DefaultLimit;
        if (count.Length > 0 && (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit < 1))
        {
            return new(ErrorResponses.InvalidValue(
                "limit", $"limit = {count} is not allowed: use a number from 1 to {MaxLimit}."));
        }

        var found = store.Jobs
            .Where(job => job.Provider == ProviderIds.NanoGpt && job.Key == key
                && store.Time.GetElapsedTime(job.Timestamp) >= options.RecoverLag
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
        ["status"] = (store.StateOf(job), job.Outcome) switch
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
