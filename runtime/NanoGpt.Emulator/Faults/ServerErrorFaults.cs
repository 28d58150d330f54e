namespace NanoGpt.Emulator.Faults;

/// <summary>Responses of a failing service or of an intermediary. They do not contain the outcome of the request.</summary>
internal static class ServerErrorFaults
{
    public static IEnumerable<Fault> All { get; } =
    [
        .. Pair("500", "S28 P01", "500 with a JSON error.",
            ErrorResponses.Create(500, "server_error", null, "Something went wrong.")),
        .. Pair("503", "S28 P01", "503 with a JSON error.",
            ErrorResponses.Create(503, "service_unavailable", null, "Come again later.")),
        .. Pair("408", "S30 P01", "408 with a JSON error.", ErrorResponses.Text(408, "Request timeout")),
        .. Pair("502-page", "S29 P01", "502 with an HTML page of 200 KB.", Page(502, 200 << 10)),
        .. Pair("504-page", "S29 P01", "504 with an HTML page.", Page(504, 600)),
        .. Pair("redirect-self", "S48 P20", "307 to the same URL.",
            static call => EmulatorResponse.Redirect(call.Path) with { Status = StatusCodes.Status307TemporaryRedirect }),
        .. Pair("redirect-elsewhere", "S48 P20", "302 to another host.",
            EmulatorResponse.Redirect("https://elsewhere.example.com/api")),
        .. Pair("redirect-plain", "S48 P20", "301 to an http URL.",
            EmulatorResponse.Redirect("http://nano-gpt.example.com/api") with { Status = StatusCodes.Status301MovedPermanently }),
        .. Pair("redirect-to-file", "S48 P20", "302 to a `file:` URL.", EmulatorResponse.Redirect("file:///etc/passwd")),
    ];

    public static EmulatorResponse Page(int status, int length) => new()
    {
        Status = status,
        ContentType = "text/html; charset=utf-8",
        Body = Encoding.UTF8.GetBytes(
            "<!doctype html><html><title>Sorry</title><p>We will be back.".PadRight(length) + "</html>"),
    };

    private static IEnumerable<Fault> Pair(string name, string rows, string description, EmulatorResponse response) =>
        Pair(name, rows, description, _ => response);

    // The same response as two faults: for any request after it was processed, and for a paid request before that.
    private static IEnumerable<Fault> Pair(
        string name, string rows, string description, Func<EmulatorCall, EmulatorResponse> respond) =>
    [
        new(name, rows, $"{description} A paid request was charged.", RouteGroups.Api)
        {
            After = (scene, _) => respond(scene.Call),
        },
        new($"{name}-uncharged", rows[..3], $"{description} Nothing was charged.", RouteGroups.Paid)
        {
            Before = scene => respond(scene.Call),
        },
    ];
}
