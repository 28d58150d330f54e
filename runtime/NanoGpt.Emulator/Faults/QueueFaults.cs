using System.Text.Json.Nodes;

namespace NanoGpt.Emulator.Faults;

/// <summary>Odd ways in which Venice might say that a submission was accepted. It was, and was charged.</summary>
internal static class QueueFaults
{
    public static IEnumerable<Fault> All { get; } =
    [
        Edits("queue-id-missing", "S34", "The queue id is missing.", static json => json.Remove("queue_id")),
        Edits("queue-id-null", "S34", "The queue id is null.", static json => json["queue_id"] = null),
        Edits("queue-id-hostile", "S34", "The queue id holds `/?#` and a line break.", static json => json["queue_id"] = "../q?x=1#y\r\nz"),
        new("two-queue-ids", "S41", "`queue_id` twice in one object, with different values.", EmulatorRoute.Queue)
        {
            Spoil = Rewriting.Text(static text => BodyFaults.With(text, "\"queue_id\":\"another\"")),
        },
    ];

    private static Fault Edits(string name, string rows, string wire, Action<JsonObject> change) =>
        new(name, rows, wire, EmulatorRoute.Queue) { Spoil = Rewriting.Json(change) };
}
