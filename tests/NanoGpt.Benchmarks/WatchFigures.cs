using System.Diagnostics;
using System.Net;
using System.Threading.RateLimiting;

namespace NanoGpt.Benchmarks;

/// <summary>Ten thousand jobs watched in one process.</summary>
internal static class WatchFigures
{
    private const int Jobs = 10_000;
    private const int Budget = 10;
    private const string Running = """{"data":{"status":"IN_PROGRESS","details":"The video is being made"}}""";
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(10);

    public static void Measure(Report report)
    {
        report.Figure("10,000 jobs watched, managed memory a job that waits for its next question", MemoryOfJob(), "B", atMost: 800);
        var (cpu, asked, most) = Watch();
        report.Figure("  CPU of the process, asking a server on loopback", cpu, "% core", atMost: 5);
        report.Figure("  status requests a second", asked, "", atMost: Budget);
        report.Figure("  most of them within any second, as they reach the handler", most, "", atMost: Budget);
        report.Figure("  most of them within any second, every other answer a fault", MostAmidFaults(), "", atMost: Budget);
    }

    // Each job was asked for once, so that what an answer leaves behind is counted too. The job itself is its owner's.
    private static double MemoryOfJob()
    {
        using var none = new ConcurrencyLimiter(new() { PermitLimit = int.MaxValue });
        var answers = new StatusHandler(static _ => Answer(HttpStatusCode.OK, Running));
        using var http = new HttpClient(answers);
        using var client = new NanoGptClient(ClientFigures.Key, new() { StatusLimiter = none, PollInterval = TimeSpan.FromHours(1) }, http);
        using var stop = new CancellationTokenSource();
        var jobs = NewJobs(client);
        var waits = new Task[Jobs];
        WarmUp(client, answers);
        var before = Settled();
        var count = answers.Count;
        for (var i = 0; i < Jobs; i++)
        {
            waits[i] = client.WaitAsync(jobs[i], null, stop.Token);
        }

        SpinWait.SpinUntil(() => answers.Count - count == Jobs);
        var after = Settled();
        stop.Cancel();
        Task.WaitAll(Array.ConvertAll(waits, EndedAsync));
        GC.KeepAlive(jobs);
        return (after - before) / (double)Jobs;
    }

    private static (double Cpu, double Asked, int Most) Watch()
    {
        using var server = new LoopbackChild();
        WarmUp(server);
        using var stop = new CancellationTokenSource();
        using var sockets = new SocketsHttpHandler();
        var counted = new StatusHandler(sockets);
        using var http = new HttpClient(counted);
        using var client = new NanoGptClient(ClientFigures.Key, new() { BaseAddress = server.Address, AllowInsecureLoopback = true }, http);
        var waits = Array.ConvertAll(NewJobs(client), job => WaitAsync(client, job, stop.Token));
        Pass(TimeSpan.FromSeconds(2));   // the start is not the watching

        using var process = Process.GetCurrentProcess();
        var (cpu, asked, start) = (process.TotalProcessorTime, counted.Count, Stopwatch.GetTimestamp());
        Pass(Watched);
        process.Refresh();
        var elapsed = Stopwatch.GetElapsedTime(start);
        var share = (process.TotalProcessorTime - cpu) / elapsed;
        var rate = (counted.Count - asked - 1) / elapsed.TotalSeconds;   // evenly spread, one of them may lie on the edge
        stop.Cancel();
        Task.WaitAll(waits);

        return (share * 100, rate, counted.MostInASecond());
    }

    // Some are asked at once again: after a key that was refused, after a limit, and by a short interval.
    private static int MostAmidFaults()
    {
        using var stop = new CancellationTokenSource();
        var answers = new StatusHandler(static number => (number % 10) switch
        {
            1 => throw new HttpRequestException(HttpRequestError.ResponseEnded, "cut off"),
            3 => Answer(HttpStatusCode.Unauthorized, "{}"),
            5 => Answer(HttpStatusCode.ServiceUnavailable, "<html>"),
            7 => Answer(HttpStatusCode.TooManyRequests, "{}"),
            9 => Answer(HttpStatusCode.OK, "cut o"),
            _ => Answer(HttpStatusCode.OK, Running),
        });
        using var http = new HttpClient(answers);
        using var client = new NanoGptClient(
            ClientFigures.Key,
            new() { PollInterval = TimeSpan.FromMilliseconds(100), RenewApiKey = static () => Guid.NewGuid().ToString() },
            http);
        var waits = Array.ConvertAll(NewJobs(client), job => WaitAsync(client, job, stop.Token));
        Pass(Watched);
        stop.Cancel();
        Task.WaitAll(waits);
        return answers.MostInASecond();
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, string body) => new(status) { Content = new StringContent(body) };

    private static VideoJob[] NewJobs(NanoGptClient client) =>
        [.. Enumerable.Range(0, Jobs).Select(number => client.Resume($$"""{"v":1,"runId":"vid_{{number:x32}}","model":"sora-2"}"""))];

    // Compiling takes more of the first seconds than watching does: some thousand questions, so that it is over.
    private static void WarmUp(LoopbackChild server)
    {
        using var none = new ConcurrencyLimiter(new() { PermitLimit = int.MaxValue });
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        using var client = new NanoGptClient(ClientFigures.Key, new()
        {
            BaseAddress = server.Address, AllowInsecureLoopback = true, StatusLimiter = none, PollInterval = TimeSpan.FromMilliseconds(20),
        });
        Task.WaitAll(Enumerable.Range(0, 20).Select(number => WaitAsync(client, client.Resume($$"""{"v":1,"runId":"vid_w{{number}}","model":"sora-2"}"""), stop.Token)).ToArray());
    }

    private static void WarmUp(NanoGptClient client, StatusHandler answers)
    {
        using var stop = new CancellationTokenSource();
        var count = answers.Count;
        var waits = Enumerable.Range(0, 100).Select(number => WaitAsync(client, client.Resume($$"""{"v":1,"runId":"vid_w{{number}}","model":"sora-2"}"""), stop.Token)).ToArray();
        SpinWait.SpinUntil(() => answers.Count - count == 100);
        stop.Cancel();
        Task.WaitAll(waits);
    }

    private static Task WaitAsync(NanoGptClient client, VideoJob job, CancellationToken cancellationToken) => EndedAsync(client.WaitAsync(job, null, cancellationToken));

    private static async Task EndedAsync(Task wait)
    {
        try
        {
            await wait.ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or AuthenticationFailedException)
        {
            // The measurement is over, or two keys in turn were refused.
        }
    }

    // What is measured is real time of a real machine: here the clock cannot be another.
    private static void Pass(TimeSpan time) => Task.Delay(time, TimeProvider.System).Wait();

    private static long Settled()
    {
        Pass(TimeSpan.FromMilliseconds(300));   // the last answers are still being read
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    /// <summary>Counts questions, and answers them by itself or lets them through.</summary>
    private sealed class StatusHandler : DelegatingHandler
    {
        private readonly List<long> times = [];
        private readonly Func<int, HttpResponseMessage>? answer;

        public StatusHandler(Func<int, HttpResponseMessage> answer) => this.answer = answer;

        public StatusHandler(HttpMessageHandler inner)
            : base(inner)
        {
        }

        public int Count
        {
            get
            {
                lock (times)
                {
                    return times.Count;
                }
            }
        }

        public int MostInASecond()
        {
            lock (times)
            {
                return LoopbackChild.MostInASecond(times);
            }
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            int number;
            lock (times)
            {
                number = times.Count;
                times.Add(Stopwatch.GetTimestamp());
            }

            return answer is null ? base.SendAsync(request, cancellationToken) : Task.FromResult(answer(number));
        }
    }
}
