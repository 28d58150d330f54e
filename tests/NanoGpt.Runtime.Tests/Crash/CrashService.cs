using System.Diagnostics;
using System.Text;
using NanoGpt.Runtime.Tests.Kit;

namespace NanoGpt.Runtime.Tests.Crash;

/// <summary>The service of a worker, which kills it at a point of the exchange between the two.</summary>
internal sealed class CrashService : IAsyncDisposable
{
    public const string InSubmission = "InSubmission";
    public const string AfterSubmission = "AfterSubmission";
    public const string InAnswer = "InAnswer";
    public const string AfterList = "AfterList";
    public const string AfterStatus = "AfterStatus";
    public const string InVideo = "InVideo";

    private readonly FaultServer server;
    private readonly ManualTimeProvider time = new();
    private volatile TaskCompletionSource<(string Point, Process Worker)> target = new();

    public CrashService()
    {
        server = new FaultServer(ServeAsync);
        Jobs = new FakeService(time) { RunTime = TimeSpan.FromSeconds(2), MediaOrigin = server.Address.GetLeftPart(UriPartial.Authority) };
    }

    /// <summary>Gets the bytes of every video.</summary>
    public static byte[] Video { get; } = [0, 0, 0, 24, .. "ftypisom"u8, .. new byte[20_000]];

    public Uri Address => server.Address;

    public FakeService Jobs { get; }

    /// <summary>Kills a worker when it comes to a point.</summary>
    public void KillAt(string point, Process worker)
    {
        if (target.Task.IsCompleted)
        {
            target = new();
        }

        target.SetResult((point, worker));
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task ServeAsync(FaultConnection connection)
    {
        while (true)
        {
            var head = await connection.ReadHeadAsync();
            var line = head[..head.IndexOf("\r\n", StringComparison.Ordinal)].Split(' ');
            var (method, path) = (line[0], line[1]);
            var length = FaultConnection.BodyLength(head);
            if (method == "POST" && await KillsAsync(InSubmission, () => connection.ReadBytesAsync(length / 2)))
            {
                return;
            }

            var body = await connection.ReadBodyAsync(length);
            var isVideo = path.EndsWith(".mp4", StringComparison.Ordinal);
            time.Advance(TimeSpan.FromSeconds(1));
            var (status, answer) = isVideo ? (200, Video) : Answer(Jobs.Handle(method, path, body));
            var after = method == "POST" ? AfterSubmission : path.Contains("/recover", StringComparison.Ordinal) ? AfterList : AfterStatus;
            if (!isVideo && await KillsAsync(after, static () => Task.CompletedTask))
            {
                return;
            }

            var type = isVideo ? "video/mp4" : "application/json";
            await connection.WriteAsync($"HTTP/1.1 {status} X\r\nContent-Type: {type}\r\nContent-Length: {answer.Length}\r\n\r\n");
            if ((isVideo || method == "POST")
                && await KillsAsync(isVideo ? InVideo : InAnswer, () => connection.WriteAsync(answer[..(answer.Length / 2)])))
            {
                return;
            }

            await connection.WriteAsync(answer);
        }
    }

    private static (int Status, byte[] Body) Answer((int Status, string Body) answer) => (answer.Status, Encoding.UTF8.GetBytes(answer.Body));

    // Does what comes before the kill, and returns when the worker is dead.
    private async Task<bool> KillsAsync(string point, Func<Task> before)
    {
        var (wanted, worker) = await target.Task;
        if (wanted != point)
        {
            return false;
        }

        await before();
        worker.Kill();
        await worker.WaitForExitAsync();
        return true;
    }
}
