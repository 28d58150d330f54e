using System.Text;
using Microsoft.AspNetCore.Http;
using static NanoGpt.Emulator.Faults.RouteGroups;

namespace NanoGpt.Emulator.Faults;

/// <summary>Good HTTP whose body is not what it should be.</summary>
internal static class BodyFaults
{
    public static IEnumerable<Fault> All { get; } =
    [
        new("empty", "S31 P21", "The status is good, the body empty.", Api) { Spoil = Rewriting.Answer(static answer => answer with { Body = default }) },
        new("no-content", "P21", "204 without a body.", Api) { Spoil = Rewriting.Answer(static answer => answer with { Status = StatusCodes.Status204NoContent, Body = default }) },
        new("not-modified", "P21", "304 without a body.", Api) { Spoil = Rewriting.Answer(static answer => answer with { Status = StatusCodes.Status304NotModified, Body = default }) },
        new("captive-page", "P20", "200 with a page instead of JSON.", Api) { Spoil = Rewriting.Answer(static answer => ServerErrorFaults.Page(StatusCodes.Status200OK, 2000)) },
        new("wrong-type", "S37", "Good JSON as `text/html`.", Api) { Spoil = Rewriting.Answer(static answer => answer with { ContentType = "text/html" }) },
        new("wrong-charset", "S38", "Good JSON with the charset `utf-99`.", Api) { Spoil = Rewriting.Answer(static answer => answer with { ContentType = "application/json; charset=utf-99" }) },
        new("byte-order-mark", "S39", "Good JSON after a UTF-8 byte order mark.", Api) { Spoil = Rewriting.Answer(static answer => answer with { Body = (byte[])[.. Encoding.UTF8.Preamble, .. answer.Body.Span] }) },
        new("utf-16", "S39", "Good JSON as UTF-16.", Api) { Spoil = Rewriting.Answer(static answer => answer with { Body = Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(answer.Body.Span)) }) },
        new("bad-utf-8", "S40", "A byte that is no UTF-8 within a text of the JSON.", Api) { Spoil = Rewriting.Answer(static answer => answer with { Body = WithBadText(answer.Body.Span) }) },
        new("deep", "S42", "A value two hundred levels deep beside the others.", Api) { Spoil = Rewriting.Text(static text => With(text, $"\"deep\":{new string('[', 200)}{new string(']', 200)}")) },
    ];

    /// <summary>A JSON object's text with one more entry at its front.</summary>
    public static string With(string json, string entry) => json.StartsWith('{') ? string.Concat("{", entry, ",", json.AsSpan(1)) : json;

    private static byte[] WithBadText(ReadOnlySpan<byte> json) => [.. "{\"note\":\""u8, 0xC3, 0x28, .. "\","u8, .. json[1..]];
}
