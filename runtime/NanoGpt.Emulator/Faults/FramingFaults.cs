using System.IO.Compression;
using static NanoGpt.Emulator.Faults.RouteGroups;
using static NanoGpt.Emulator.Responses.WireMessage;
using static NanoGpt.Emulator.Responses.WireStep;

namespace NanoGpt.Emulator.Faults;

internal static class FramingFaults
{
    private static readonly TimeSpan BytePause = TimeSpan.FromSeconds(1);
    private static readonly Lazy<byte[]> Bomb = new(CreateBomb);

    public static IEnumerable<Fault> All { get; } =
    [
        Raw("half-status-line", "S47 P01", "`HTTP/1.1 20`, then FIN.", static _ => [Text("HTTP/1.1 20"), Close]),
        Raw("garbage-status", "S47 P01", "A status line of another protocol, then FIN.",
            static _ => [Text("HTP/9.9 two hundred\r\n\r\n"), Close]),
        Raw("head-then-silence", "S46 D10", "Status line and headers. Nothing is sent for ten minutes, then RST.",
            static message => [message.Head(message.LengthLine()), Wait(ConnectionFaults.Silence), Reset]),
        Raw("cut", "S32 P01 D06", "`Content-Length` is correct. Half of the body is sent, then FIN.",
            static message => [message.Head(message.LengthLine()), message.FirstHalf, Close]),
        Raw("cut-reset", "S32 P01 D06", "`Content-Length` is correct. Half of the body is sent, then RST.",
            static message => [message.Head(message.LengthLine()), message.FirstHalf, Reset]),
        Raw("length-too-large", "S32 P01 D06", "`Content-Length` exceeds the complete body by ten bytes; then FIN.",
            static message => [message.Head(message.LengthLine(message.Length + 10)), message.Body, Close]),
        Raw("length-too-small", "S32 P01", "`Content-Length` is half the length of the complete body; then FIN.",
            static message => [message.Head(message.LengthLine(message.Length / 2)), message.Body, Close], Api),
        Raw("chunk-cut", "S32 P01 D06", "Chunked. Half of the body is sent, then FIN without a final chunk.",
            static message => [message.Head(Chunked), message.FirstHalfChunk, Close]),
        Raw("unframed-cut", "S32 P01 D06", "No length. Half of the body is sent, then FIN, which is a complete response in HTTP.",
            static message => [message.Head(NoLength), message.FirstHalf, Close], Api),
        Raw("garbage-after", "S11 P01", "A complete response, then unsolicited bytes on the persistent connection, then FIN.",
            static message => [message.Whole, Text("\0\u0001garbage\r\n"), Close]),
        Raw("two-lengths", "S47 P01", "Two `Content-Length` headers with different values.",
            static message => [message.Head(message.LengthLine(), message.LengthLine(message.Length + 1)), message.Body, Close]),
        Raw("huge-header", "S47 P01", "A response header of 128 KB.",
            static message => [message.Head("X-Huge: " + new string('x', 128 << 10), message.LengthLine()), message.Body, Close]),
        Raw("illegal-header", "S47 P01", "A header line without a colon and a header with a NUL character.",
            static message => [message.Head("no colon here", "X-Nul: a\0b", message.LengthLine()), message.Body, Close]),
        Raw("early-hints", "S49 P01", "One hundred `103 Early Hints` responses, then the response, then FIN.",
            static message => [Text(Repeated("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", 100)), message.Whole, Close]),
        Raw("slow-head", "S46 P01", "The response is sent at one byte per second.",
            static message => [SendSlowly(message.Bytes, BytePause), Close], Api),
        Raw("slow-body", "S46 P01", "The headers are sent immediately, the body at one byte per second.",
            static message => [message.Head(message.LengthLine()), message.SlowBody(BytePause), Close], Api),
        Raw("endless", "S44 D09", "Chunked. An unlimited number of spaces is sent.",
            static message =>
                [message.Head(Chunked), Repeat(ChunkBytes(Encoding.ASCII.GetBytes(new string(' ', 64 << 10))))], Api),
        Raw("gzip-bomb", "S45 P01", "`Content-Encoding: gzip`. 300 KB that decompress to 300 MB.",
            static message =>
                [message.Head("Content-Encoding: gzip", message.LengthLine(Bomb.Value.Length)), Send(Bomb.Value), Close], Api),
    ];

    private static Fault Raw(
        string name, string rows, string description, Func<WireMessage, WireStep[]> steps, EmulatorRoute[]? routes = null) =>
        new(name, rows, description, routes ?? RouteGroups.All)
        {
            After = (scene, response) => EmulatorResponse.OnTheWire(steps(new WireMessage(response, scene.Call.RequestId))),
        };

    private static string Repeated(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static byte[] CreateBomb()
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
