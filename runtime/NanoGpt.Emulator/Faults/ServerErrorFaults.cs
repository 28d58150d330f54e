using System.Text;
using Microsoft.AspNetCore.Http;
using NanoGpt.Emulator.Responses;
using static NanoGpt.Emulator.Faults.RouteGroups;

namespace NanoGpt.Emulator.Faults;

/// <summary>Answers of a service in trouble, or of something between it and the caller: what became of the call they do not say.</summary>
internal static class ServerErrorFaults
{
    public static IEnumerable<Fault> All { get; } =
    [
        .. Pair("500", "S28 P01", "500 with a JSON error.", _ => Refusal.Of(StatusCodes.Status500InternalServerError, "server_error", null, "Something went wrong.")),
        .. Pair("503", "S28 P01", "503 with a JSON error.", _ => Refusal.Of(StatusCodes.Status503ServiceUnavailable, "service_unavailable", null, "Come again later.")),
        .. Pair("408", "S30 P01", "408 with a JSON error.", _ => Refusal.Plain(StatusCodes.Status408RequestTimeout, "Request timeout")),
        .. Pair("502-page", "S29 P01", "502 with a page of 200 KB.", _ => Page(StatusCodes.Status502BadGateway, 200 << 10)),
        .. Pair("504-page", "S29 P01", "504 with a page.", _ => Page(StatusCodes.Status504GatewayTimeout, 600)),
        .. Pair("redirect-self", "S48 P20", "307 to the same address.", call => EmulatorResponse.Redirect(call.Path) with { Status = StatusCodes.Status307TemporaryRedirect }),
        .. Pair("redirect-elsewhere", "S48 P20", "302 to another host.", _ => EmulatorResponse.Redirect("https://elsewhere.example.com/api")),
        .. Pair("redirect-plain", "S48 P20", "301 to plain http.", _ => EmulatorResponse.Redirect("http://nano-gpt.example.com/api") with { Status = StatusCodes.Status301MovedPermanently }),
        .. Pair("redirect-to-file", "S48 P20", "302 to a `file:` address.", _ => EmulatorResponse.Redirect("file:///etc/passwd")),
    ];

    public static EmulatorResponse Page(int status, int length) => new()
    {
        Status = status,
        ContentType = "text/html; charset=utf-8",
        Body = Encoding.UTF8.GetBytes("<!doctype html><html><title>Sorry</title><p>We will be back.".PadRight(length) + "</html>"),
    };

    /// <summary>The same answer twice: once for any call after the service decided, once for a paid call before it did.</summary>
    private static IEnumerable<Fault> Pair(string name, string rows, string wire, Func<EmulatorCall, EmulatorResponse> answer) =>
    [
        new(name, rows, $"{wire} A paid call was charged.", Api) { Spoil = (scene, _) => answer(scene.Call) },
        new($"{name}-uncharged", rows[..3], $"{wire} Nothing was charged.", Paid) { Instead = scene => answer(scene.Call) },
    ];
}
