using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NanoGpt.Benchmarks;

/// <summary>
/// The least server there can be, in a process of its own so that its work is not counted as the client's: it answers every call on a
/// kept connection with the same few bytes, takes what is sent, and gives files of any length.
/// </summary>
internal sealed class LoopbackChild : IDisposable
{
    /// <summary>The argument that makes this program the server.</summary>
    public const string Argument = "--loopback-child";

    private static readonly List<long> Asked = [];

    private readonly Process process;

    public LoopbackChild()
    {
        process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, Argument) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        Port = int.Parse(process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
    }

    public int Port { get; }

    public Uri Address => new($"http://127.0.0.1:{Port}");

    /// <summary>Returns the number of status requests since the last call, and the most of them that arrived within any second.</summary>
    public (int Count, int MostInASecond) CountAsked()
    {
        process.StandardInput.WriteLine();
        var counts = process.StandardOutput.ReadLine()!.Split(' ');
        return (int.Parse(counts[0], CultureInfo.InvariantCulture), int.Parse(counts[1], CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    /// <summary>Serves until its input ends.</summary>
    public static void Run()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Console.WriteLine(((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture));
        _ = AcceptAsync(listener);
        while (Console.In.ReadLine() is not null)
        {
            lock (Asked)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Asked.Count} {MostInASecond(Asked)}"));
                Asked.Clear();
            }
        }
    }

    /// <summary>Returns the most of the timestamps that lie within any second.</summary>
    public static int MostInASecond(List<long> times)
    {
        var most = 0;
        for (int from = 0, to = 0; to < times.Count; to++)
        {
            while (Stopwatch.GetElapsedTime(times[from], times[to]) >= TimeSpan.FromSeconds(1))
            {
                from++;
            }

            most = Math.Max(most, to - from + 1);
        }

        return most;
    }

    private static async Task AcceptAsync(TcpListener listener)
    {
        while (true)
        {
            _ = ServeAsync(await listener.AcceptSocketAsync());
        }
    }

    private static async Task ServeAsync(Socket socket)
    {
        socket.NoDelay = true;
        var buffer = new byte[128 << 10];
        var block = new byte[128 << 10];
        "\0\0\0\u0018ftypisom"u8.CopyTo(block);
        var filled = 0;
        try
        {
            while (true)
            {
                var end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
                if (end < 0)
                {
                    var read = await socket.ReceiveAsync(buffer.AsMemory(filled));
                    if (read == 0)
                    {
                        return;
                    }

                    filled += read;
                    continue;
                }

                var head = Encoding.ASCII.GetString(buffer, 0, end);
                var body = LengthOf(head) - (filled - end - 4);
                filled = 0;   // no pipelining: what follows the head is its body
                while (body > 0)
                {
                    body -= await socket.ReceiveAsync(buffer);
                }

                await AnswerAsync(socket, head, block);
            }
        }
        catch (SocketException)
        {
            // The client went.
        }
        finally
        {
            socket.Dispose();
        }
    }

    private static long LengthOf(string head)
    {
        var at = head.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? 0 : long.Parse(head.AsSpan(at + 16).Slice(0, head.AsSpan(at + 16).IndexOfAnyExceptInRange('0', '9') is var to and >= 0 ? to : head.Length - at - 16), CultureInfo.InvariantCulture);
    }

    private static async Task AnswerAsync(Socket socket, string head, byte[] block)
    {
        if (head.StartsWith("GET /file/", StringComparison.Ordinal))
        {
            var length = long.Parse(head.AsSpan(10, head.AsSpan(10).IndexOfAny('.', ' ')), CultureInfo.InvariantCulture);
            await SendAsync(socket, Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: {length}\r\n\r\n"));
            for (var left = length; left > 0; left -= Math.Min(left, block.Length))
            {
                await SendAsync(socket, block.AsMemory(0, (int)Math.Min(left, block.Length)));
            }

            return;
        }

        var isStatus = head.StartsWith("GET /api/video/status", StringComparison.Ordinal);
        if (isStatus)
        {
            lock (Asked)
            {
                Asked.Add(Stopwatch.GetTimestamp());
            }
        }

        var body = isStatus ? """{"data":{"status":"IN_PROGRESS","details":"The video is being made"}}""" : """{"runId":"vid_0190a0000000700080000000000000","status":"pending","model":"sora-2","cost":0.8,"paymentSource":"USD"}""";
        await SendAsync(socket, Encoding.ASCII.GetBytes($"HTTP/1.1 {(isStatus ? "200 OK" : "202 Accepted")}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
    }

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes)..];
        }
    }
}
