namespace NanoGpt.Emulator.Faults;

internal static class BodyFaults
{
    public static IEnumerable<Fault> All { get; } =
    [
        Edit("empty", "S31 P21", "A successful status with an empty body.", static response => response with { Body = default }),
        Edit("no-content", "P21", "204 without a body.",
            static response => response with { Status = StatusCodes.Status204NoContent, Body = default }),
        Edit("not-modified", "P21", "304 without a body.",
            static response => response with { Status = StatusCodes.Status304NotModified, Body = default }),
        Edit("captive-page", "P20", "200 with an HTML page instead of JSON.",
            static _ => ServerErrorFaults.Page(StatusCodes.Status200OK, 2000)),
        Edit("wrong-type", "S37", "Valid JSON as `text/html`.", static response => response with { ContentType = "text/html" }),
        Edit("wrong-charset", "S38", "Valid JSON with the charset `utf-99`.",
            static response => response with { ContentType = "application/json; charset=utf-99" }),
        Edit("byte-order-mark", "S39", "Valid JSON after a UTF-8 byte order mark.",
            static response => response with { Body = (byte[])[.. Encoding.UTF8.Preamble, .. response.Body.Span] }),
        Edit("utf-16", "S39", "Valid JSON as UTF-16.",
            static response => response with { Body = Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(response.Body.Span)) }),
        Edit("bad-utf-8", "S40", "An invalid UTF-8 byte in a string of the JSON.",
            static response => response with { Body = WithInvalidText(response.Body.Span) }),
        new("deep", "S42", "An additional value with two hundred levels of nesting.", RouteGroups.Api)
        {
            After = Rewriting.Entry($"\"deep\":{new string('[', 200)}{new string(']', 200)}"),
        },
    ];

    private static Fault Edit(string name, string rows, string description, Func<EmulatorResponse, EmulatorResponse> change) =>
        new(name, rows, description, RouteGroups.Api) { After = Rewriting.Response(change) };

    private static byte[] WithInvalidText(ReadOnlySpan<byte> json) => [.. "{\"note\":\""u8, 0xC3, 0x28, .. "\","u8, .. json[1..]];
}
