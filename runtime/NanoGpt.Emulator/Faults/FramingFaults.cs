using System.IO.Compression;
using System.Text;
using NanoGpt.Emulator.Responses;

namespace NanoGpt.Emulator.Faults;

/// <summary>Answers that are no good HTTP.</summary>
internal static class FramingFaults
{
    private static readonly TimeSpan Drip = TimeSpan.FromSeconds(1);
    private static readonly Lazy<byte[]> Bomb = new(MakeBomb);

    public static IEnumerable<Fault> All { get; } =
    [
        Raw("half-status-line", "S47 P01", "`HTTP/1.1 20`, then FIN.", static (_, _) => [Text("HTTP/1.1 20"), WireStep.Close]),
        Raw("garbage-status", "S47 P01", "A status line of another protocol, then FIN.", static (_, _) => [Text("HTP/9.9 two hundred\r\n\r\n"), WireStep.Close]),
        Raw("head-then-silence", "S46 D10", "Status line and headers; of the body nothing comes for ten minutes, then RST.", static (id, answer) =>
            [WireStep.Send(WireMessage.Head(answer, id, Length(answer.Body.Length))), WireStep.Wait(ConnectionFaults.Silence), WireStep.Reset]),
        Raw("cut", "S32 P01 D06", "`Content-Length` is true, half of the body comes, then FIN.", static (id, answer) =>
            [WireStep.Send(WireMessage.Head(answer, id, Length(answer.Body.Length))), Half(answer), WireStep.Close]),
        Raw("cut-reset", "S32 P01 D06", "`Content-Length` is true, half of the body comes, then RST.", static (id, answer) =>
            [WireStep.Send(WireMessage.Head(answer, id, Length(answer.Body.Length))), Half(answer), WireStep.Reset]),
        Raw("length-too-large", "S32 P01 D06", "`Content-Length` is ten bytes more than the body, which comes whole; then FIN.", static (id, answer) =>
            [WireStep.Send(WireMessage.Head(answer, id, Length(answer.Body.Length + 10))), WireStep.Send(answer.Body), WireStep.Close]),
        Raw("length-too-small", "S32 P01", "`Content-Length` is half of the body, which comes whole; then FIN.", static (id, answer) =>
            [WireStep.Send(WireMessage.Head(answer, id, Length(answer.Body.Length / 2))), WireStep.Send(answer.Body), WireStep.Close], RouteGroups.Api),
        Raw("chunk-cut", "S32 P01 D06", "Chunked; half of the body comes, then FIN without a last chunk.", static (id, answer) =>
            [WireStep.Send(WireMessage.Head(answer, id, "Transfer-Encoding: chunked")), WireStep.Send(WireMessage.Chunk(HalfOf(answer).Span)), WireStep.Close]),
        Raw("unframed-cut", "S32 P01 D06", "No length, half of the body, then FIN: to HTTP a whole answer.", static (id, answer) =>
            [WireStep.Send(WireMessage.Head(answer, id, "Connection: close")), Half(answer), WireStep.Close], RouteGroups.Api),
        Raw("garbage-after", "S11 P01", "The answer is whole; bytes that nobody asked for follow on the kept connection, then FIN.", static (id, answer) =>
            [WireStep.Send(WireMessage.Whole(answer, id)), Text("\0\u0001garbage\r\n"), WireStep.Close]),
        Raw("two-lengths", "S47 P01", "Two `Content-Length` headers that contradict each other.", static (id, answer) =>
            [WireStep.Send(WireMessage.Head(answer, id, Length(answer.Body.Length), Length(answer.Body.Length + 1))), WireStep.Send(answer.Body), WireStep.Close]),
        Raw("huge-header", "S47 P01", "A header of 128 KB before the answer.", static (id, answer) =>
            [WireStep.Send(WireMessage.Head(answer, id, "X-Huge: " + new string('x', 128 << 10), Length(answer.Body.Length))), WireStep.Send(answer.Body), WireStep.Close]),
        Raw("illegal-header", "S47 P01", "A header line without a colon and one with NUL.", static (id, answer) =>
            [WireStep.Send(WireMessage.Head(answer, id, "no colon here", "X-Nul: a\0b", Length(answer.Body.Length))), WireStep.Send(answer.Body), WireStep.Close]),
        Raw("early-hints", "S49 P01", "A hundred `103 Early Hints`, then the answer; then FIN.", static (id, answer) =>
            [Text(string.Concat(Enumerable.Repeat("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", 100))), WireStep.Send(WireMessage.Whole(answer, id)), WireStep.Close]),
        Raw("slow-head", "S46 P01", "The head comes byte by byte, one a second.", static (id, answer) =>
            [WireStep.SendSlowly(WireMessage.Whole(answer, id), Drip), WireStep.Close], RouteGroups.Api),
        Raw("slow-body", "S46 P01", "The head comes at once, the body byte by byte, one a second.", static (id, answer) =>
            [WireStep.Send(WireMessage.Head(answer, id, Length(answer.Body.Length))), WireStep.SendSlowly(answer.Body, Drip), WireStep.Close], RouteGroups.Api),
        Raw("endless", "S44 D09", "Chunked; blanks without end.", static (id, answer) =>
            [WireStep.Send(WireMessage.Head(answer, id, "Transfer-Encoding: chunked")), WireStep.Repeat(WireMessage.Chunk(new string(' ', 64 << 10).Select(static c => (byte)c).ToArray()))],
            RouteGroups.Api),
        Raw("gzip-bomb", "S45 P01", "`Content-Encoding: gzip`; 300 KB that become 300 MB.", static (id, answer) =>
            [WireStep.Send(WireMessage.Head(answer, id, "Content-Encoding: gzip", Length(Bomb.Value.Length))), WireStep.Send(Bomb.Value), WireStep.Close], RouteGroups.Api),
    ];

    public static ReadOnlyMemory<byte> HalfOf(EmulatorResponse answer) => answer.Body[..(answer.Body.Length / 2)];

    public static string Length(long length) => FormattableString.Invariant($"Content-Length: {length}");

    private static Fault Raw(string name, string rows, string wire, Func<string, EmulatorResponse, WireStep[]> steps, EmulatorRoute[]? routes = null) =>
        new(name, rows, wire, routes ?? RouteGroups.All) { Spoil = (scene, answer) => EmulatorResponse.OnTheWire(steps(scene.Call.RequestId, answer)) };

    private static WireStep Half(EmulatorResponse answer) => WireStep.Send(HalfOf(answer));

    private static WireStep Text(string text) => WireStep.Send(Encoding.Latin1.GetBytes(text));

    private static byte[] MakeBomb()
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 300; i++)
            {
                gzip.Write(zeros);
            }
        }

        return bytes.ToArray();
    }
}
