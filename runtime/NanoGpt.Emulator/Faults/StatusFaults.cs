namespace NanoGpt.Emulator.Faults;

internal static class StatusFaults
{
    private const string OtherId = "vid_00000000000000000000000000000000";

    public static IEnumerable<Fault> All { get; } =
    [
        Edit("shape-flat", "P06", "Flat format with a lowercase status: `status`, `videoUrl` and `createdAt` at the top level.",
            Flatten),
        Edit("shape-legacy", "P06", "Legacy format: only `data`, with `request_id`.", static root =>
        {
            var data = Data(root);
            root.Clear();
            (data["request_id"], root["data"]) = (data["requestId"]?.DeepClone(), data);
            data.Remove("requestId");
        }),
        Completed("shape-output-array", "P06", "`output` is an array of links.",
            static (data, url) => data["output"] = new JsonArray(url)),
        Completed("shape-output-text", "P06", "`output` is the link.", static (data, url) => data["output"] = url),
        Completed("shape-output-url", "P06", "`output.url` is the link.",
            static (data, url) => data["output"] = new JsonObject { ["url"] = url }),
        Completed("shape-video-url", "P06", "`output.video_url` is the link.",
            static (data, url) => data["output"] = new JsonObject { ["video_url"] = url }),
        Edit("spelling-lower", "P07", "The status values are `queued`, `processing`, `completed`, `failed` and `cancelled`.",
            static root => ReplaceStatus(root, "queued", "processing", "completed", "failed", "cancelled")),
        Edit("spelling-old", "P07", "The status values are `pending`, `generating`, `succeeded`, `failed` and `CANCELLED`.",
            static root => ReplaceStatus(root, "pending", "generating", "succeeded", "failed", "CANCELLED")),
        Status("status-new", "An undocumented status: `EXPLODED`.", "EXPLODED"),
        Status("status-null", "The status is null.", null),
        Status("status-empty", "The status is an empty string.", ""),
        Status("status-number", "The status is a number.", 99),
        Running("status-back", "P09", "A running job is reported as queued.", static data => data["status"] = "IN_QUEUE"),
        Running("progress-above", "P22", "The progress is 250 and the remaining time is -5 seconds.",
            static data => (data["progress"], data["estimatedTimeRemaining"]) = (250, -5)),
        Running("progress-below", "P22", "The progress is -5.", static data => data["progress"] = -5),
        Running("progress-text", "P22", "The progress is `50%` and the remaining time is `soon`.",
            static data => (data["progress"], data["estimatedTimeRemaining"]) = ("50%", "soon")),
        Completed("completed-empty", "P12", "A completed job without a video.", static (data, _) => data.Remove("output")),
        Completed("cost-differs", "P23", "The final cost differs from the first one and has another currency.",
            static (data, _) => (data["cost"], data["paymentSource"]) = (1.25m, "XNO")),
        Url("url-null", "The link is null.", null),
        Url("url-empty", "The link is empty.", ""),
        Url("url-schemeless", "The link is `//host/video.mp4`.", "//elsewhere.example.com/video.mp4"),
        Url("url-plain-http", "The link uses http.", "http://elsewhere.example.com/video.mp4"),
        Url("url-file", "The link is a `file:` URL.", "file:///etc/passwd"),
        Url("url-data", "The link is a `data:` URL.", "data:video/mp4;base64,AAAA"),
        Url("url-javascript", "The link is a `javascript:` URL.", "javascript:alert(1)"),
        Url("url-user", "The link contains a user name.", "https://user:password@elsewhere.example.com/video.mp4"),
        Url("url-number-host", "The host is `2130706433`, which is 127.0.0.1.", "https://2130706433/video.mp4"),
        Url("url-hex-host", "The host is `0x7f.1`, which is 127.0.0.1.", "https://0x7f.1/video.mp4"),
        Url("url-unc", "The link is a UNC path.", @"\\elsewhere.example.com\share\video.mp4"),
        Url("url-metadata", "The link is the address of a cloud metadata service.", "https://169.254.169.254/latest/meta-data/"),
        Completed("four-videos", "P14", "Four videos.", static (data, url) => data["output"] = new JsonObject
        {
            ["videos"] = new JsonArray([.. Enumerable.Range(0, 4).Select(number => new JsonObject
            {
                ["url"] = $"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}number={number}",
            })]),
        }),
        Edit("foreign-answer", "P19", "The response describes another job.",
            static root => (root["requestId"], Data(root)["requestId"]) = (OtherId, OtherId)),
        Ended("failed", "P10 P11", "The job is reported as failed.", static data => data["error"] = "The model failed"),
        Ended("failed-object", "P15", "Failed; the error is an object.",
            static data => data["error"] = new JsonObject { ["message"] = "The model failed", ["code"] = 17 }),
        Ended("failed-null", "P15", "Failed; the error is null.", static data => data["error"] = null),
        Ended("failed-page", "P15", "Failed; the error is an HTML page.",
            static data => data["error"] = "<html><script>alert(1)</script>Bad gateway</html>"),
        Ended("failed-huge", "P15", "Failed; the error has 500 KB.", static data => data["error"] = new string('e', 500_000)),
        Ended("failed-control", "P15", "Failed; the error contains terminal control characters.",
            static data => data["error"] = "\u001b[2J\u001b]0;title\u0007\r\nfailed\u202E"),
        Ended("failed-refunded", "P16", "Failed because of the content policy, with a message about the refund.", static data =>
        {
            (data["error"], data["isNSFWError"]) = ("Content policy violation", true);
            data["userFriendlyError"] = "Change the prompt.";
            data["refundMessage"] = "The charge was given back.";
        }),
        Ended("canceled", "P17", "The job is reported as canceled.", static _ => { }, "CANCELED"),
        Ended("stuck", "P18", "The job is reported as running.", static data => data.Remove("output"), "IN_PROGRESS"),
    ];

    private static JsonObject Data(JsonObject root) => root["data"]!.AsObject();

    private static string? StatusOf(JsonObject root) => (string?)Data(root)["status"];

    private static Fault Edit(string name, string rows, string description, Action<JsonObject> change) =>
        new(name, rows, description, EmulatorRoute.Status) { After = Rewriting.Json(change) };

    private static Fault Status(string name, string description, JsonNode? status) =>
        Running(name, "P08", description, data => data["status"] = status?.DeepClone());

    private static Fault Running(string name, string rows, string description, Action<JsonObject> change) =>
        Edit(name, rows, description, root =>
        {
            if (StatusOf(root) is "IN_QUEUE" or "IN_PROGRESS")
            {
                change(Data(root));
            }
        });

    // Only for completed jobs: a client could not detect false information about a running one.
    private static Fault Completed(string name, string rows, string description, Action<JsonObject, string> change) =>
        Edit(name, rows, description, root =>
        {
            if (Data(root) is var data && (string?)data["output"]?["video"]?["url"] is { } url)
            {
                change(data, url);
            }
        });

    private static Fault Url(string name, string description, string? url) => Completed(
        name, "P13", description, (data, _) => data["output"] = new JsonObject { ["video"] = new JsonObject { ["url"] = url } });

    private static Fault Ended(
        string name, string rows, string description, Action<JsonObject> change, string status = "FAILED") =>
        Edit(name, rows, description, root =>
        {
            var data = Data(root);
            data["status"] = status;
            data.Remove("output");
            change(data);
        }) with { IsFalseSuccess = true };

    private static void ReplaceStatus(
        JsonObject root, string queued, string running, string completed, string failed, string canceled) =>
        Data(root)["status"] = StatusOf(root) switch
        {
            "IN_QUEUE" => queued,
            "IN_PROGRESS" => running,
            "COMPLETED" => completed,
            "FAILED" => failed,
            _ => canceled,
        };

    private static void Flatten(JsonObject root)
    {
        ReplaceStatus(root, "queued", "processing", "completed", "failed", "cancelled");
        var data = Data(root);
        var (id, status, url, error) = (root["requestId"], data["status"], data["output"]?["video"]?["url"], data["error"]);
        root.Clear();
        (root["requestId"], root["status"]) = (id, status?.DeepClone());
        (root["videoUrl"], root["error"]) = (url?.DeepClone(), error?.DeepClone());
        (root["createdAt"], root["completedAt"]) = ("2026-01-01T00:00:00.000Z", null);
    }
}
