using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using NanoGpt.Emulator.Jobs;

namespace NanoGpt.Emulator.Faults;

/// <summary>Odd ways to say that a submission was accepted. It was, and was charged.</summary>
internal static class SubmitFaults
{
    public static IEnumerable<Fault> All { get; } =
    [
        Edits("id-only", "S33", "The run id is under `id` alone.", static json => json.Remove("runId")),
        Edits("run-id-null", "S34", "The run id is null.", static json => RunId(json, null)),
        Edits("run-id-empty", "S34", "The run id is an empty text.", static json => RunId(json, "")),
        Edits("run-id-number", "S34", "The run id is a number; the job can be asked for by it.", static json => RunId(json, EmulatorJob.NumberOf((string)json["runId"]!))),
        Edits("run-id-long", "S34", "The run id has 10 KB.", static json => RunId(json, new string('x', 10_000))),
        Edits("run-id-hostile", "S34", "The run id holds `/?#` and a line break.", static json => RunId(json, "../vid?x=1#y\r\nz")),
        new("two-run-ids", "S41", "`runId` twice in one object, with different values.", EmulatorRoute.Submit) { Spoil = Rewriting.Text(static text => BodyFaults.With(text, "\"runId\":\"vid_another\"")) },
        new("200-for-202", "S35", "200 instead of 202.", EmulatorRoute.Submit, EmulatorRoute.Extend) { Spoil = Rewriting.Answer(static answer => answer with { Status = StatusCodes.Status200OK }) },
        new("201-for-202", "S35", "201 instead of 202.", RouteGroups.Paid) { Spoil = Rewriting.Answer(static answer => answer with { Status = StatusCodes.Status201Created }) },
        Edits("accepted-failed", "S36", "202 whose `status` is `failed`; the job is well.", static json => json["status"] = "failed"),
        Edits("cost-text", "S43", "The cost is a text.", static json => json["cost"] = "0.35"),
        Edits("cost-comma", "S43", "The cost is a text with a comma.", static json => json["cost"] = "0,35"),
        new("cost-huge", "S43", "The cost is `1e400`.", EmulatorRoute.Submit) { Spoil = Cost("1e400") },
        new("cost-not-a-number", "S43", "The cost is `NaN`, which is no JSON.", EmulatorRoute.Submit) { Spoil = Cost("NaN") },
        Edits("cost-negative", "S43", "The cost is below zero.", static json => json["cost"] = -1),
    ];

    private static Fault Edits(string name, string rows, string wire, Action<JsonObject> change) =>
        new(name, rows, wire, EmulatorRoute.Submit) { Spoil = Rewriting.Json(change) };

    private static void RunId(JsonObject json, JsonNode? id) => (json["runId"], json["id"]) = (id, id?.DeepClone());

    private static Func<FaultScene, Answers.EmulatorResponse, Answers.EmulatorResponse> Cost(string written)
    {
        const string Marker = "-77777.5";   // stands where JSON cannot write the value
        var mark = Rewriting.Json(static json => json["cost"] = decimal.Parse(Marker, CultureInfo.InvariantCulture));
        var write = Rewriting.Text(text => text.Replace(Marker, written, StringComparison.Ordinal));
        return (scene, answer) => mark(scene, answer) is var marked && marked != answer ? write(scene, marked) : answer;
    }
}
