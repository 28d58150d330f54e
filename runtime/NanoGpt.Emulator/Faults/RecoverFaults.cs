using System.Globalization;
using System.Text.Json.Nodes;

namespace NanoGpt.Emulator.Faults;

/// <summary>Odd lists of recent jobs.</summary>
internal static class RecoverFaults
{
    private const int FullPage = 50;

    public static IEnumerable<Fault> All { get; } =
    [
        Rows("recover-others", "S63", "The filter is ignored: jobs of other submissions come first.", static (scene, rows) => Insert(rows, Strangers(scene, 5))),
        Rows("recover-twice", "S64", "Each submission is listed twice, the second time with a newer job.", static (scene, rows) =>
            Insert(rows, rows.Select((row, index) => Copy(row!, FormattableString.Invariant($"vid_twice{index}"), scene.Now.AddMinutes(1))).ToList())),
        Rows("recover-crowd", "S66", "Fifty newer jobs, and nothing else.", static (scene, rows) =>
        {
            rows.Clear();
            Insert(rows, Strangers(scene, FullPage));
        }),
        Rows("recover-upper-case", "S67", "The submission ids are in upper case.", static (_, rows) => Each(rows, static row =>
            row["conversationUUID"] = ((string?)row["conversationUUID"])?.ToUpperInvariant())),
        Rows("recover-silent", "S67", "The submission ids are left out.", static (_, rows) => Each(rows, static row => row.Remove("conversationUUID"))),
        Rows("recover-nothing", "S57", "The list is empty.", static (_, rows) => rows.Clear()) with { IsFalseSuccess = true },
    ];

    private static Fault Rows(string name, string rows, string wire, Action<FaultScene, JsonArray> change) =>
        new(name, rows, wire, EmulatorRoute.Recover) { Spoil = Rewriting.Json((scene, json) => change(scene, json["data"]!.AsArray())) };

    private static void Each(JsonArray rows, Action<JsonObject> change)
    {
        foreach (var row in rows)
        {
            change(row!.AsObject());
        }
    }

    private static void Insert(JsonArray rows, IReadOnlyList<JsonObject> first)
    {
        for (var i = 0; i < first.Count; i++)
        {
            rows.Insert(i, first[i]);
        }
    }

    private static JsonObject Copy(JsonNode row, string runId, DateTimeOffset at)
    {
        var copy = row.DeepClone().AsObject();
        (copy["runId"], copy["id"], copy["createdAt"]) = (runId, runId, Time(at));
        return copy;
    }

    private static List<JsonObject> Strangers(FaultScene scene, int count) => [.. Enumerable.Range(0, count).Select(index => new JsonObject
    {
        ["runId"] = FormattableString.Invariant($"vid_stranger{index}"),
        ["id"] = FormattableString.Invariant($"vid_stranger{index}"),
        ["model"] = "sora-2",
        ["status"] = "completed",
        ["createdAt"] = Time(scene.Now),
        ["conversationUUID"] = Guid.CreateVersion7(scene.Now).ToString(),
    })];

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
