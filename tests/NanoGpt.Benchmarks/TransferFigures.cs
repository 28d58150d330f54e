using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.RateLimiting;
using NanoGpt.Models;

namespace NanoGpt.Benchmarks;

/// <summary>Large files up and down, beside a bare copy between file and socket, in turns.</summary>
internal static class TransferFigures
{
    private const int Length = 96 << 20;
    private const int Rounds = 15;
    private const int BareBuffer = 80 << 10;   // what Stream.CopyTo takes by itself

    public static void Measure(Report report)
    {
        var folder = Directory.CreateTempSubdirectory("nanogpt-transfer-");
        try
        {
            using var server = new LoopbackChild();
            Upload(report, server, folder);
            Download(report, server, folder);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Upload(Report report, LoopbackChild server, DirectoryInfo folder)
    {
        // Base64 is a third longer than the file: the bare copy sends a file as long as what is on the wire.
        var file = NewFile(folder, "upload.png", Length / 4 * 3);
        var wire = NewFile(folder, "wire", Length);
        using var none = new ConcurrencyLimiter(new() { PermitLimit = int.MaxValue });
        using var client = new NanoGptClient(ClientFigures.Key, new()
        {
            BaseAddress = server.Address, AllowInsecureLoopback = true, SubmitLimiter = none, Validate = false,
        });
        var (ours, bare, allocated) = Compare(
#pragma warning disable NGPT161 // Only the time counts: nobody waits for these jobs.
            () => client.SubmitAsync(new Sora2Request { Prompt = "x", Image = ImageInput.FromFile(file, "image/png") }),
#pragma warning restore NGPT161
            async () =>
            {
                using var socket = await ConnectAsync(server);
                await using var stream = new NetworkStream(socket);
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /bare HTTP/1.1\r\nContent-Length: {Length}\r\n\r\n"));
                await using var source = File.OpenRead(wire);
                await source.CopyToAsync(stream, BareBuffer);
                await stream.ReadExactlyAsync(new byte[12]);
            });
        Print(report, "Uploading a file as a data URL over loopback", ours, bare, allocated);
    }

    private static void Download(Report report, LoopbackChild server, DirectoryInfo folder)
    {
        var target = Path.Combine(folder.FullName, "video.mp4");
        using var client = new NanoGptClient(ClientFigures.Key, new() { BaseAddress = server.Address, AllowInsecureLoopback = true });
        var job = client.Resume("""{"v":1,"runId":"vid_1","model":"sora-2"}""");
        var update = new JobUpdate { Status = JobStatus.Completed, Outputs = [new VideoOutput(new Uri(server.Address, string.Create(CultureInfo.InvariantCulture, $"file/{Length}.mp4")))] };
        var result = new VideoResult(client, job, update);
        var (ours, bare, allocated) = Compare(
            () => result.DownloadAsync(target, overwrite: true),
            async () =>
            {
                using var socket = await ConnectAsync(server);
                await using var stream = new NetworkStream(socket);
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET /file/{Length} HTTP/1.1\r\n\r\n"));
                var buffer = new byte[BareBuffer];
                await using var file = new FileStream(target, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
                long received = 0;
                while (received < Length)
                {
                    var read = await stream.ReadAsync(buffer);
                    await file.WriteAsync(buffer.AsMemory(0, read));
                    received += read;
                }

                file.Flush(flushToDisk: true);   // as ours does, or it would be a comparison of disks
            });
        Print(report, "Downloading a file over loopback, flushed to disk", ours, bare, allocated);
    }

    private static void Print(Report report, string what, double ours, double bare, double allocated)
    {
        report.Figure($"{what}, bare copy", Length / bare / 1e6, "MB/s");
        report.Figure(what, Length / ours / 1e6, "MB/s");
        report.Figure("  of the bare copy's throughput", bare / ours, "", atLeast: 0.7);
        report.Figure($"  allocated for {Length >> 20} MB", allocated / 1024, "KB", atMost: 1024);
    }

    // Seconds of each, the best of many runs: what the code needs and not what the machine does besides.
    private static (double Ours, double Bare, double Allocated) Compare(Func<Task> ours, Func<Task> bare)
    {
        var (best, bestBare, allocated) = (double.MaxValue, double.MaxValue, double.MaxValue);
        for (var i = 0; i < Rounds; i++)
        {
            bestBare = Math.Min(bestBare, Seconds(bare));
            var before = GC.GetTotalAllocatedBytes(precise: true);
            best = Math.Min(best, Seconds(ours));
            allocated = Math.Min(allocated, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return (best, bestBare, allocated);
    }

    private static double Seconds(Func<Task> action)
    {
        var start = Stopwatch.GetTimestamp();
        Task.Run(action).GetAwaiter().GetResult();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task<Socket> ConnectAsync(LoopbackChild server)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Port));
        return socket;
    }

    private static string NewFile(DirectoryInfo folder, string name, int length)
    {
        var path = Path.Combine(folder.FullName, name);
        var bytes = new byte[length];
        new Random(4).NextBytes(bytes);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
