using System.Text.Json.Nodes;

namespace NanoGpt.Emulator.Faults;

/// <summary>Odd ways to say where a job is.</summary>
internal static class StatusFaults
{
    private const string ForeignId = "vid_00000000000000000000000000000000";

    public static IEnumerable<Fault> All { get; } =
    [
        Shape("shape-flat", "P06", "The flat lower-case shape: `status`, `videoUrl`, `createdAt` and the rest at the top.", Flat),
        Shape("shape-legacy", "P06", "The older shape: `data` alone, with `request_id`.", static root =>
        {
            var data = Data(root);
            root.Clear();
            (data["request_id"], root["data"]) = (data["requestId"]?.DeepClone(), data);
            data.Remove("requestId");
        }),
        Video("shape-output-array", "P06", "`output` is a list of addresses.", static (data, url) => data["output"] = new JsonArray(url)),
        Video("shape-output-text", "P06", "`output` is the address.", static (data, url) => data["output"] = url),
        Video("shape-output-url", "P06", "`output.url` is the address.", static (data, url) => data["output"] = new JsonObject { ["url"] = url }),
        Video("shape-video-url", "P06", "`output.video_url` is the address.", static (data, url) => data["output"] = new JsonObject { ["video_url"] = url }),
        Shape("spelling-lower", "P07", "The status in the words `queued`, `processing`, `completed`, `failed`, `cancelled`.", static root => Respell(root, "queued", "processing", "completed", "failed", "cancelled")),
        Shape("spelling-old", "P07", "The status in the words `pending`, `generating`, `succeeded`, `failed`, `CANCELLED`.", static root => Respell(root, "pending", "generating", "succeeded", "failed", "CANCELLED")),
        Says("status-new", "P08", "A status that nobody has seen: `EXPLODED`.", "EXPLODED"),
        Says("status-null", "P08", "The status is null.", null),
        Says("status-empty", "P08", "The status is an empty text.", ""),
        Says("status-number", "P08", "The status is a number.", 99),
        Running("status-back", "P09", "A running job is said to be in the queue.", static data => data["status"] = "IN_QUEUE"),
        Running("progress-above", "P22", "Progress 250, and -5 seconds to go.", static data => (data["progress"], data["estimatedTimeRemaining"]) = (250, -5)),
        Running("progress-below", "P22", "Progress -5.", static data => data["progress"] = -5),
        Running("progress-text", "P22", "Progress `50%`, and `soon` to go.", static data => (data["progress"], data["estimatedTimeRemaining"]) = ("50%", "soon")),
        Completed("completed-empty", "P12", "Completed, without a video.", static (data, _) => data.Remove("output")),
        Completed("cost-differs", "P23", "The final cost is another than the first, in another currency.", static (data, _) => (data["cost"], data["paymentSource"]) = (1.25m, "XNO")),
        Url("url-null", "The address is null.", null),
        Url("url-empty", "The address is empty.", ""),
        Url("url-schemeless", "The address is `//host/video.mp4`.", "//elsewhere.example.com/video.mp4"),
        Url("url-plain-http", "The address is plain http.", "http://elsewhere.example.com/video.mp4"),
        Url("url-file", "The address is a `file:` address.", "file:///etc/passwd"),
        Url("url-data", "The address is a `data:` address.", "data:video/mp4;base64,AAAA"),
        Url("url-javascript", "The address is a `javascript:` address.", "javascript:alert(1)"),
        Url("url-user", "The address carries a user name.", "https://user:password@elsewhere.example.com/video.mp4"),
        Url("url-number-host", "The host is `2130706433`, which is 127.0.0.1.", "https://2130706433/video.mp4"),
        Url("url-hex-host", "The host is `0x7f.1`, which is 127.0.0.1.", "https://0x7f.1/video.mp4"),
        Url("url-unc", "The address is a path on a file server.", @"\\elsewhere.example.com\share\video.mp4"),
        Url("url-metadata", "The address is that of a cloud's metadata.", "https://169.254.169.254/latest/meta-data/"),
        Video("four-videos", "P14", "Four videos.", static (data, url) => data["output"] = new JsonObject
        {
            ["videos"] = new JsonArray([.. Enumerable.Range(0, 4).Select(number => new JsonObject { ["url"] = $"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}number={number}" })]),
        }),
        Shape("foreign-answer", "P19", "The answer is about another job.", static root => (root["requestId"], Data(root)["requestId"]) = (ForeignId, ForeignId)),
        Ends("failed", "P10 P11", "The job is said to have failed.", "FAILED", static data => data["error"] = "The model failed"),
        Ends("failed-object", "P15", "Failed; the error is an object.", "FAILED", static data => data["error"] = new JsonObject { ["message"] = "The model failed", ["code"] = 17 }),
        Ends("failed-null", "P15", "Failed; the error is null.", "FAILED", static data => data["error"] = null),
        Ends("failed-page", "P15", "Failed; the error is a page.", "FAILED", static data => data["error"] = "<html><script>alert(1)</script>Bad gateway</html>"),
        Ends("failed-huge", "P15", "Failed; the error has 500 KB.", "FAILED", static data => data["error"] = new string('e', 500_000)),
        Ends("failed-control", "P15", "Failed; the error holds what a terminal obeys.", "FAILED", static data => data["error"] = "\u001b[2J\u001b]0;title\u0007\r\nfailed\u202E"),
        Ends("failed-refunded", "P16", "Failed by the content policy, with a word on the refund.", "FAILED", static data =>
        {
            (data["error"], data["isNSFWError"], data["userFriendlyError"]) = ("Content policy violation", true, "Change the prompt.");
            data["refundMessage"] = "The charge was given back.";
        }),
        Ends("canceled", "P17", "The job is said to have been canceled.", "CANCELED", static _ => { }),
        Ends("stuck", "P18", "The job is said to be still running.", "IN_PROGRESS", static data => data.Remove("output")),
    ];

    private static JsonObject Data(JsonObject root) => root["data"]!.AsObject();

    private static string? StatusOf(JsonObject root) => (string?)Data(root)["status"];

    private static Fault Shape(string name, string rows, string wire, Action<JsonObject> change) =>
        new(name, rows, wire, EmulatorRoute.Status) { Spoil = Rewriting.Json(change) };

    private static Fault Says(string name, string rows, string wire, JsonNode? status) =>
        Running(name, rows, wire, data => data["status"] = status?.DeepClone());

    private static Fault Running(string name, string rows, string wire, Action<JsonObject> change) => Shape(name, rows, wire, root =>
    {
        if (StatusOf(root) is "IN_QUEUE" or "IN_PROGRESS")
        {
            change(Data(root));
        }
    });

    // Of a completed job only: what is not so of a running one could not be seen through.
    private static Fault Completed(string name, string rows, string wire, Action<JsonObject, string> change) => Shape(name, rows, wire, root =>
    {
        if (Data(root) is var data && (string?)data["output"]?["video"]?["url"] is { } url)
        {
            change(data, url);
        }
    });

    private static Fault Video(string name, string rows, string wire, Action<JsonObject, string> change) => Completed(name, rows, wire, change);

    private static Fault Url(string name, string wire, string? url) =>
        Completed(name, "P13", wire, (data, _) => data["output"] = new JsonObject { ["video"] = new JsonObject { ["url"] = url } });

    private static Fault Ends(string name, string rows, string wire, string status, Action<JsonObject> change) => Shape(name, rows, wire, root =>
    {
        var data = Data(root);
        data["status"] = status;
        data.Remove("output");
        change(data);
    }) with { IsFalseSuccess = true };

    private static void Respell(JsonObject root, string queued, string running, string completed, string failed, string canceled) =>
        Data(root)["status"] = StatusOf(root) switch
        {
            "IN_QUEUE" => queued,
            "IN_PROGRESS" => running,
            "COMPLETED" => completed,
            "FAILED" => failed,
            _ => canceled,
        };

    private static void Flat(JsonObject root)
    {
        Respell(root, "queued", "processing", "completed", "failed", "cancelled");
        var data = Data(root);
        var (id, status, url, error) = (root["requestId"], data["status"], data["output"]?["video"]?["url"], data["error"]);
        root.Clear();
        (root["requestId"], root["status"], root["videoUrl"], root["error"]) = (id, status?.DeepClone(), url?.DeepClone(), error?.DeepClone());
        (root["createdAt"], root["completedAt"]) = ("2026-01-01T00:00:00.000Z", null);
    }
}
