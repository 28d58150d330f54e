using Microsoft.AspNetCore.Http;
using NanoGpt.Emulator.Responses;
using static NanoGpt.Emulator.Faults.RouteGroups;

namespace NanoGpt.Emulator.Faults;

/// <summary>Videos that do not come, or come as something else.</summary>
internal static class MediaFaults
{
    private static readonly TimeSpan LongerThanIdle = TimeSpan.FromSeconds(45);

    public static IEnumerable<Fault> All { get; } =
    [
        Answers("expired-403", "D01", "403: the link is over.", static _ => Refusal.Of(403, "permission_denied_error", null, "Request has expired")),
        Answers("expired-404", "D01", "404: the video is gone.", static _ => Refusal.NoSuchPath()),
        Answers("expired-410", "D01", "410: the video is gone.", static _ => Refusal.Of(410, "not_found_error", null, "Gone")),
        Answers("media-500", "P01", "500 instead of a video.", static _ => ServerErrorFaults.Page(500, 600)),
        Answers("redirect-to-http", "D03", "302 to plain http.", static _ => EmulatorResponse.Redirect("http://elsewhere.example.com/video.mp4")),
        Answers("redirect-to-ftp", "D03", "302 to an `ftp:` address.", static _ => EmulatorResponse.Redirect("ftp://elsewhere.example.com/video.mp4")),
        Answers("redirect-to-local-file", "D03", "302 to a `file:` address.", static _ => EmulatorResponse.Redirect("file:///etc/passwd")),
        Answers("redirect-loop", "D03", "302 to itself.", static call => EmulatorResponse.Redirect(call.Path)),
        Answers("redirect-to-private", "D04", "302 to a private address.", static _ => EmulatorResponse.Redirect("https://10.0.0.1/video.mp4")),
        Answers("redirect-to-metadata", "D04", "302 to the address of a cloud's metadata.", static _ => EmulatorResponse.Redirect("https://169.254.169.254/latest/meta-data/")),
        File("no-length", "D07", "Chunked, whole, without a length.", static (id, answer) =>
            [WireStep.Send(WireMessage.Head(answer, id, "Transfer-Encoding: chunked")), WireStep.Send(WireMessage.Chunk(answer.Body.Span)), WireStep.Send("0\r\n\r\n"u8.ToArray()), WireStep.Close]),
        File("video-unframed-cut", "D06", "No length, half of the video, then FIN: to HTTP a whole answer.", static (id, answer) =>
            [WireStep.Send(WireMessage.Head(answer, id, "Connection: close")), WireStep.Send(FramingFaults.HalfOf(answer)), WireStep.Close]) with { IsFalseSuccess = true },
        new("page-for-video", "D08", "200 `video/mp4`, and a page.", Files)
        {
            Spoil = Rewriting.Answer(static _ => ServerErrorFaults.Page(StatusCodes.Status200OK, 2000) with { ContentType = "video/mp4" }),
        },
        new("json-for-video", "D08", "200 `video/mp4`, and JSON.", Files)
        {
            Spoil = Rewriting.Answer(static _ => EmulatorResponse.File("{\"error\":\"Not found\"}"u8.ToArray(), "video/mp4")),
        },
        File("endless-video", "D09", "Chunked; a video without end.", static (id, answer) =>
            [
                WireStep.Send(WireMessage.Head(answer, id, "Transfer-Encoding: chunked")), WireStep.Send(WireMessage.Chunk(answer.Body.Span)),
                WireStep.Repeat(WireMessage.Chunk(new byte[64 << 10])),
            ]),
        File("length-of-3-gb", "D09", "`Content-Length` of 3 GB before a small video; then FIN.", static (id, answer) =>
            [WireStep.Send(WireMessage.Head(answer, id, FramingFaults.Length(3L << 30))), WireStep.Send(answer.Body), WireStep.Close]),
        File("slow-video", "D10", "Half of the video, nothing for 45 seconds, the rest.", static (id, answer) =>
            [
                WireStep.Send(WireMessage.Head(answer, id, FramingFaults.Length(answer.Body.Length))), WireStep.Send(FramingFaults.HalfOf(answer)),
                WireStep.Wait(LongerThanIdle), WireStep.Send(answer.Body[(answer.Body.Length / 2)..]), WireStep.Close,
            ]),
        Header("named-outside", "D13", "`Content-Disposition` names a file in another folder.", "Content-Disposition", "attachment; filename=\"../../outside.mp4\""),
        Header("says-gzip", "D17", "`Content-Encoding: gzip` on a video that is not compressed.", "Content-Encoding", "gzip"),
        new("video-wrong-type", "D08", "A good video as `text/html`.", EmulatorRoute.Retrieve) { Spoil = Rewriting.Answer(static answer => answer with { ContentType = "text/html" }) },
        new("video-empty", "D06", "200 `video/mp4` without a body.", EmulatorRoute.Retrieve) { Spoil = Rewriting.Answer(static answer => answer with { Body = default }) },
    ];

    private static Fault Answers(string name, string rows, string wire, Func<EmulatorCall, EmulatorResponse> answer) =>
        new(name, rows, wire, Videos) { Spoil = (scene, _) => answer(scene.Call) };

    private static Fault File(string name, string rows, string wire, Func<string, EmulatorResponse, WireStep[]> steps) =>
        new(name, rows, wire, Files)
        {
            Spoil = (scene, answer) => answer.Status is StatusCodes.Status200OK or StatusCodes.Status206PartialContent
                ? EmulatorResponse.OnTheWire(steps(scene.Call.RequestId, answer))
                : answer,
        };

    private static Fault Header(string name, string rows, string wire, string header, string value) => new(name, rows, wire, Files)
    {
        Spoil = Rewriting.Answer(answer => answer with { Headers = new Dictionary<string, string>(answer.Headers) { [header] = value } }),
    };
}
