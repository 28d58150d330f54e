using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using NanoGpt.Definitions;
using NanoGpt.Emulator.Responses;
using NanoGpt.Emulator.Endpoints;
using NanoGpt.Emulator.Jobs;
using NanoGpt.Emulator.Requests;

namespace NanoGpt.Emulator.Venice;

/// <summary>Says where a job is, hands out its video as often as it is asked, and deletes it.</summary>
internal sealed class RetrieveEndpoint(EmulatorOptions options, Access access, JobStore book)
{
    private const string RecommendedModel = "wan-2-7-text-to-video";

    private readonly VeniceEndpointFilter door = new(options, access);

    public ValueTask<EmulatorResponse> RetrieveAsync(HttpContext context) => door.EnterAsync(context, (account, body) =>
    {
        var (job, refusal) = FindJob(account, body);
        var answer = refusal ?? Retrieve(job!);
        if (answer.ContentType == MediaEndpoint.VideoType && body["delete_media_on_completion"]?.GetValueKind() == System.Text.Json.JsonValueKind.True)
        {
            job!.IsDeleted = true;
        }

        return VeniceEndpointFilter.WithBalance(answer, account, book);
    });

    public ValueTask<EmulatorResponse> CompleteAsync(HttpContext context) => door.EnterAsync(context, (account, body) =>
    {
        var (job, refusal) = FindJob(account, body);
        if (refusal is not null)
        {
            return refusal;
        }

        if (book.StateOf(job!) != JobState.Ended)
        {
            return VeniceRefusal.Of(StatusCodes.Status400BadRequest, "The video is not finished.");
        }

        job!.IsDeleted = true;
        return VeniceEndpointFilter.WithBalance(EmulatorResponse.Json(new JsonObject { ["success"] = true }), account, book);
    });

    private (EmulatorJob? Job, EmulatorResponse? Refusal) FindJob(string account, JsonObject body)
    {
        foreach (var name in (string[])["model", "queue_id"])
        {
            if (VeniceEndpointFilter.Text(body, name) is null)
            {
                return (null, VeniceRefusal.Missing(name));
            }
        }

        // A queue id is worth something only with its model, and to the account that has it.
        var job = book.Find(VeniceEndpointFilter.Text(body, "queue_id")!, ProviderIds.Venice);
        return job is { IsDeleted: false } && job.Key == account && job.Model == VeniceEndpointFilter.Text(body, "model")
            ? (job, null)
            : (null, VeniceRefusal.NoSuchMedia());
    }

    private EmulatorResponse Retrieve(EmulatorJob job) => (book.StateOf(job), job.Outcome) switch
    {
        (not JobState.Ended, _) => Status(job, "PROCESSING"),
        (_, JobOutcome.Completed) => options.PrivateModels.Contains(job.Model) ? Status(job, "COMPLETED") : MediaEndpoint.Video(job, 1),
        (_, JobOutcome.ContentPolicy) => VeniceRefusal.ProviderPolicy(RecommendedModel),
        _ => VeniceRefusal.Failed(),
    };

    private EmulatorResponse Status(EmulatorJob job, string status) => EmulatorResponse.Json(new JsonObject
    {
        ["status"] = status,
        ["average_execution_time"] = (options.QueueTime + options.RunTime).TotalMilliseconds,
        ["execution_duration"] = book.Time.GetElapsedTime(job.Timestamp).TotalMilliseconds,
    });
}
