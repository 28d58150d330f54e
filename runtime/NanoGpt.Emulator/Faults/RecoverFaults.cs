using NanoGpt.Emulator.Jobs;

namespace NanoGpt.Emulator.Faults;

internal static class RecoverFaults
{
    private const int FullPage = 50;

    public static IEnumerable<Fault> All { get; } =
    [
        Edit("recover-others", "S63", "The filter is ignored: jobs of other submissions are listed first.",
            static (scene, rows) => Insert(rows, OtherJobs(scene, 5))),
        Edit("recover-twice", "S64", "Each submission is listed twice, with a newer job.", static (scene, rows) =>
            Insert(rows, [.. rows.Select((row, index) => Copy(row!, $"vid_twice{index}", scene.Now.AddMinutes(1)))])),
        Edit("recover-crowd", "S66", "The list contains only fifty newer jobs.", static (scene, rows) =>
        {
            rows.Clear();
            Insert(rows, OtherJobs(scene, FullPage));
        }),
        Edit("recover-upper-case", "S67", "The submission ids are in upper case.", static (_, rows) => ForEach(rows, static row =>
            row["conversationUUID"] = ((string?)row["conversationUUID"])?.ToUpperInvariant())),
        Edit("recover-silent", "S67", "The submission ids are missing.",
            static (_, rows) => ForEach(rows, static row => row.Remove("conversationUUID"))),
        Edit("recover-nothing", "S57", "The list is empty.", static (_, rows) => rows.Clear()) with { IsFalseSuccess = true },
    ];

    private static Fault Edit(string name, string rows, string description, Action<FaultScene, JsonArray> change) =>
        new(name, rows, description, EmulatorRoute.Recover)
        {
            After = Rewriting.Json((scene, json) => change(scene, json["data"]!.AsArray())),
        };

    private static void ForEach(JsonArray rows, Action<JsonObject> change)
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

    private static JsonObject Copy(JsonNode row, string runId, DateTimeOffset createdAt)
    {
        var copy = row.DeepClone().AsObject();
        (copy["runId"], copy["id"], copy["createdAt"]) = (runId, runId, Format(createdAt));
        return copy;
    }

    private static List<JsonObject> OtherJobs(FaultScene scene, int count) =>
        [.. Enumerable.Range(0, count).Select(index => new JsonObject
    {
        ["runId"] = $"vid_stranger{index}",
        ["id"] = $"vid_stranger{index}",
        ["model"] = "sora-2",
        ["status"] = "completed",
        ["createdAt"] = Format(scene.Now),
        ["conversationUUID"] = TimeOrderedId.Create(scene.Now).ToString(),
    })];

    private static string Format(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
