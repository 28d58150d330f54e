using System.Diagnostics;
using System.Globalization;
using System.Threading.RateLimiting;
using NanoGpt.PostgreSql;

namespace NanoGpt.Benchmarks;

/// <summary>
/// A process that waits for the jobs of a store, and shares the rate of its key with other processes. It reports what that costs on its
/// output, a line for each line of its input.
/// </summary>
internal static class WaitingWorker
{
    public const string Variable = "NANOGPT_BENCHMARK_WAITING_WORKER";

    private const int ClaimBatch = 500;
    private static readonly TimeSpan Lease = TimeSpan.FromHours(1);

    /// <summary>Returns the orders for a worker, which go into <see cref="Variable"/>.</summary>
    public static string Orders(Uri address, string database, int jobs) =>
        string.Create(CultureInfo.InvariantCulture, $"{address}|{database}|{jobs}");

    public static async Task<int> RunAsync(string orders)
    {
        var parts = orders.Split('|');
        var address = new Uri(parts[0]);
        await using var store = new PostgreSqlSubmissionStore(parts[1]);
        var records = await ClaimAsync(store, int.Parse(parts[2], CultureInfo.InvariantCulture));
        await AnswerAsync(records.Count);
        await AnswerAsync(await MemoryOfJobAsync(address, store, records));
        using var stop = new CancellationTokenSource();
        using var client = NewClient(address, store);
        var waits = WaitForAll(client, records, stop.Token);
        await AnswerAsync(waits.Length);
        using var process = Process.GetCurrentProcess();
        var (cpu, start) = (process.TotalProcessorTime, Stopwatch.GetTimestamp());
        await AnswerAsync(cpu.TotalSeconds);
        process.Refresh();
        await AnswerAsync((process.TotalProcessorTime - cpu) / Stopwatch.GetElapsedTime(start) * 100);
        await EndAsync(waits, stop);
        return 0;
    }

    // With the job, which the store contains. Each was asked for once, so that what an answer leaves behind is counted too.
    private static async Task<double> MemoryOfJobAsync(Uri address, PostgreSqlSubmissionStore store, IReadOnlyList<SubmissionRecord> records)
    {
        using var few = new ConcurrencyLimiter(new() { PermitLimit = 20, QueueLimit = 1 });   // connections
        using var stop = new CancellationTokenSource();
        var asked = new Asked();
        using var client = NewClient(address, store, few, asked);
        var warm = WaitForAll(client, records.Take(ClaimBatch), stop.Token);
        await asked.WaitAsync(warm.Length);
        var before = await SettledAsync();
        var waits = WaitForAll(client, records.Skip(ClaimBatch), stop.Token);
        await asked.WaitAsync(warm.Length + waits.Length);
        var after = await SettledAsync();
        await EndAsync([.. warm, .. waits], stop);
        return (after - before) / (double)waits.Length;
    }

    private static NanoGptClient NewClient(Uri address, PostgreSqlSubmissionStore store, RateLimiter? few = null, Asked? asked = null)
    {
        var key = ClientFigures.Key;
        var shared = store.CreateRateLimiter("key-of-a-worker", "status", NanoGptClient.StatusRequestsPerSecond, TimeSpan.FromSeconds(1));
        return new NanoGptClient(key, new NanoGptClientOptions
        {
            BaseAddress = address,
            AllowInsecureLoopback = true,
            SubmissionStore = store,
            StatusLimiter = few ?? shared,
            PollInterval = few is null ? TimeSpan.FromSeconds(5) : TimeSpan.FromHours(1),
            Observer = asked,
        });
    }

    private static async Task<IReadOnlyList<SubmissionRecord>> ClaimAsync(PostgreSqlSubmissionStore store, int count)
    {
        var records = new List<SubmissionRecord>(count);
        while (records.Count < count)
        {
            records.AddRange(await store.ClaimAsync(SubmissionState.Accepted, Math.Min(ClaimBatch, count - records.Count), Lease));
        }

        return records;
    }

    private static Task[] WaitForAll(NanoGptClient client, IEnumerable<SubmissionRecord> records, CancellationToken cancellationToken) =>
        [.. records.Select(record => client.WaitAsync(record.FindJob(client)!, progress: null, cancellationToken))];

    private static async Task EndAsync(Task[] waits, CancellationTokenSource stop)
    {
        await stop.CancelAsync();
        try
        {
            await Task.WhenAll(waits);
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }

    private static async Task<long> SettledAsync()
    {
        await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);   // the last answers are still being read
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    // Reports the figure of a step, and returns when the next one is to begin.
    private static async Task AnswerAsync(double figure)
    {
        await Console.Out.WriteLineAsync(figure.ToString(CultureInfo.InvariantCulture));
        await Console.In.ReadLineAsync();
    }

    /// <summary>Counts the jobs whose first status is known.</summary>
    private sealed class Asked : NanoGptObserver
    {
        private int count;

        public override void OnEvent(NanoGptEvent e)
        {
            if (e.Kind == NanoGptEventKind.StatusChanged)
            {
                Interlocked.Increment(ref count);
            }
        }

        public async Task WaitAsync(int expected)
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            while (Volatile.Read(ref count) < expected)
            {
                await timer.WaitForNextTickAsync();
            }
        }
    }
}
