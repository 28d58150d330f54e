using NanoGpt.Emulator.Jobs;
using static NanoGpt.Emulator.EmulatorRoute;

namespace NanoGpt.Emulator.Faults;

/// <summary>Unexpected responses to submissions of both services that were accepted and charged.</summary>
internal static class SubmitFaults
{
    public static IEnumerable<Fault> All { get; } =
    [
        Edit("id-only", "S33", "The run id is in `id` only.", static json => json.Remove("runId")),
        Edit("run-id-null", "S34", "The run id is null.", static json => SetRunId(json, null)),
        Edit("run-id-empty", "S34", "The run id is an empty string.", static json => SetRunId(json, "")),
        Edit("run-id-number", "S34", "The run id is a number, which identifies the job in status requests.",
            static json => SetRunId(json, EmulatorJob.NumberOf((string)json["runId"]!))),
        Edit("run-id-long", "S34", "The run id has 10 KB.", static json => SetRunId(json, new string('x', 10_000))),
        Edit("run-id-hostile", "S34", "The run id contains `/?#` and a line break.",
            static json => SetRunId(json, "../vid?x=1#y\r\nz")),
        new("two-run-ids", "S41", "The object contains `runId` twice, with different values.", Submit)
        {
            After = Rewriting.Entry("\"runId\":\"vid_another\""),
        },
        Status("200-for-202", "S35", "200 instead of 202.", StatusCodes.Status200OK, Submit, Extend),
        Status("201-for-202", "S35", "201 instead of 202.", StatusCodes.Status201Created, RouteGroups.Paid),
        Edit("accepted-failed", "S36", "202 with `status` = `failed`, although the job runs.",
            static json => json["status"] = "failed"),
        Edit("cost-text", "S43", "The cost is a string.", static json => json["cost"] = "0.35"),
        Edit("cost-comma", "S43", "The cost is a string with a decimal comma.", static json => json["cost"] = "0,35"),
        new("cost-huge", "S43", "The cost is `1e400`.", Submit) { After = Cost("1e400") },
        new("cost-not-a-number", "S43", "The cost is `NaN`, which is not valid JSON.", Submit) { After = Cost("NaN") },
        Edit("cost-negative", "S43", "The cost is negative.", static json => json["cost"] = -1),
        Edit("queue-id-missing", "S34", "The queue id is missing.", static json => json.Remove("queue_id"), Queue),
        Edit("queue-id-null", "S34", "The queue id is null.", static json => json["queue_id"] = null, Queue),
        Edit("queue-id-hostile", "S34", "The queue id contains `/?#` and a line break.",
            static json => json["queue_id"] = "../q?x=1#y\r\nz", Queue),
        new("two-queue-ids", "S41", "The object contains `queue_id` twice, with different values.", Queue)
        {
            After = Rewriting.Entry("\"queue_id\":\"another\""),
        },
    ];

    private static Fault Edit(
        string name, string rows, string description, Action<JsonObject> change, EmulatorRoute route = Submit) =>
        new(name, rows, description, route) { After = Rewriting.Json(change) };

    private static Fault Status(string name, string rows, string description, int status, params EmulatorRoute[] routes) =>
        new(name, rows, description, routes) { After = Rewriting.Response(response => response with { Status = status }) };

    private static void SetRunId(JsonObject json, JsonNode? id) => (json["runId"], json["id"]) = (id, id?.DeepClone());

    private static Func<FaultScene, EmulatorResponse, EmulatorResponse> Cost(string text)
    {
        const string Marker = "-77777.5";   // is replaced with a value that a JSON writer does not support
        var mark = Rewriting.Json(static json => json["cost"] = decimal.Parse(Marker, CultureInfo.InvariantCulture));
        var write = Rewriting.Text(json => json.Replace(Marker, text, StringComparison.Ordinal));
        return (scene, response) => mark(scene, response) is var marked && marked != response ? write(scene, marked) : response;
    }
}
