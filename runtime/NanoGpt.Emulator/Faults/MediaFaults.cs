using static NanoGpt.Emulator.Responses.EmulatorResponse;
using static NanoGpt.Emulator.Responses.WireMessage;
using static NanoGpt.Emulator.Responses.WireStep;

namespace NanoGpt.Emulator.Faults;

internal static class MediaFaults
{
    private static readonly TimeSpan LongerThanIdleTimeout = TimeSpan.FromSeconds(45);

    public static IEnumerable<Fault> All { get; } =
    [
        Respond("expired-403", "D01", "403: the link has expired.",
            ErrorResponses.Create(403, "permission_denied_error", null, "Request has expired")),
        Respond("expired-404", "D01", "404: the video no longer exists.", ErrorResponses.PathNotFound()),
        Respond("expired-410", "D01", "410: the video no longer exists.",
            ErrorResponses.Create(410, "not_found_error", null, "Gone")),
        Respond("media-500", "P01", "500 instead of a video.", ServerErrorFaults.Page(500, 600)),
        Respond("redirect-to-http", "D03", "302 to an http URL.", Redirect("http://elsewhere.example.com/video.mp4")),
        Respond("redirect-to-ftp", "D03", "302 to an `ftp:` URL.", Redirect("ftp://elsewhere.example.com/video.mp4")),
        Respond("redirect-to-local-file", "D03", "302 to a `file:` URL.", Redirect("file:///etc/passwd")),
        new("redirect-loop", "D03", "302 to the same URL.", RouteGroups.Videos)
        {
            After = (scene, _) => Redirect(scene.Call.Path),
        },
        Respond("redirect-to-private", "D04", "302 to a private address.", Redirect("https://10.0.0.1/video.mp4")),
        Respond("redirect-to-metadata", "D04", "302 to the address of a cloud metadata service.",
            Redirect("https://169.254.169.254/latest/meta-data/")),
        Raw("no-length", "D07", "Chunked and complete, without a length.",
            static message => [message.Head(Chunked), message.BodyChunk, Text("0\r\n\r\n"), Close]),
        Raw("video-unframed-cut", "D06", "No length. Half of the video is sent, then FIN, which is a complete response in HTTP.",
            static message => [message.Head(NoLength), message.FirstHalf, Close]) with { IsFalseSuccess = true },
        Edit("page-for-video", "D08", "200 `video/mp4` with an HTML page.",
            static _ => ServerErrorFaults.Page(StatusCodes.Status200OK, 2000) with { ContentType = "video/mp4" }),
        Edit("json-for-video", "D08", "200 `video/mp4` with JSON.",
            static _ => EmulatorResponse.File("{\"error\":\"Not found\"}"u8.ToArray(), "video/mp4")),
        Raw("endless-video", "D09", "Chunked. The video has no end.",
            static message => [message.Head(Chunked), message.BodyChunk, Repeat(ChunkBytes(new byte[64 << 10]))]),
        Raw("length-of-3-gb", "D09", "`Content-Length` of 3 GB before a small video; then FIN.",
            static message => [message.Head(message.LengthLine(3L << 30)), message.Body, Close]),
        Raw("slow-video", "D10", "Half of the video, nothing for 45 seconds, the rest.", static message =>
            [message.Head(message.LengthLine()), message.FirstHalf, Wait(LongerThanIdleTimeout), message.SecondHalf, Close]),
        Edit("named-outside", "D13", "`Content-Disposition` contains a path outside the folder.",
            static response => response.WithHeader("Content-Disposition", "attachment; filename=\"../../outside.mp4\"")),
        Edit("says-gzip", "D17", "`Content-Encoding: gzip` on a video that is not compressed.",
            static response => response.WithHeader("Content-Encoding", "gzip")),
        Edit("video-wrong-type", "D08", "A valid video as `text/html`.",
            static response => response with { ContentType = "text/html" }, EmulatorRoute.Retrieve),
        Edit("video-empty", "D06", "200 `video/mp4` without a body.",
            static response => response with { Body = default }, EmulatorRoute.Retrieve),
    ];

    private static Fault Respond(string name, string rows, string description, EmulatorResponse response) =>
        new(name, rows, description, RouteGroups.Videos) { After = (_, _) => response };

    private static Fault Edit(
        string name, string rows, string description, Func<EmulatorResponse, EmulatorResponse> change,
        params EmulatorRoute[] routes) =>
        new(name, rows, description, routes is [] ? RouteGroups.Files : routes) { After = Rewriting.Response(change) };

    private static Fault Raw(string name, string rows, string description, Func<WireMessage, WireStep[]> steps) =>
        new(name, rows, description, RouteGroups.Files)
        {
            After = (scene, response) => response.Status is StatusCodes.Status200OK or StatusCodes.Status206PartialContent
                ? OnTheWire(steps(new WireMessage(response, scene.Call.RequestId)))
                : response,
        };
}
