using System.Diagnostics;
using System.Globalization;
using System.Threading.RateLimiting;
using NanoGpt.PostgreSql;

namespace NanoGpt.Storage.Tests.Kill;

/// <summary>
/// A process that works off the submissions of a store, until it kills or stops itself at a point that the test names.
/// </summary>
internal static class StoreWorker
{
    public const string Variable = "NANOGPT_TEST_STORE_WORKER";

    /// <summary>The start of a point at which the worker is stopped (SIGSTOP) instead of killed.</summary>
    public const string Stop = "stop at ";

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(3);

    private static readonly SubmissionState[] Open =
    [
        SubmissionState.Planned, SubmissionState.Sending, SubmissionState.Unknown, SubmissionState.Accepted, SubmissionState.Completed,
    ];

    /// <summary>Returns the orders for a worker, which go into <see cref="Variable"/>.</summary>
    /// <param name="address">The service.</param>
    /// <param name="database">The store.</param>
    /// <param name="folder">The folder of the videos.</param>
    /// <param name="point">
    /// The kind of event at which the worker dies, or after <see cref="Stop"/>, is stopped once; an empty one is never reached. A
    /// number before it, as in <c>20 Sending</c>, counts the event.
    /// </param>
    /// <param name="parallel">The number of submissions that it works on at once. Of several, one may fail without ending the others.</param>
    public static string Orders(Uri address, string database, string folder, string point, int parallel = 1) =>
        $"{address}|{database}|{folder}|{point}|{parallel}";

    public static async Task<int> RunAsync(string orders)
    {
        var parts = orders.Split('|');
        var (address, folder) = (new Uri(parts[0]), parts[2]);
        await using var store = new PostgreSqlSubmissionStore(parts[1]);
        using var unlimited = new ConcurrencyLimiter(new() { PermitLimit = int.MaxValue });
        using var client = new NanoGptClient("key-of-a-worker", new NanoGptClientOptions
        {
            BaseAddress = address,
            AllowInsecureLoopback = true,
            AllowPrivateDownloadHosts = true,
            SubmissionStore = store,
            Observer = new Killer(parts[3]),
            ReconcileGrace = TimeSpan.Zero,
            ReconcileWindow = TimeSpan.Zero,   // the emulator lists at once
            RequestTimeout = Lease,
            RateLimitAttempts = 1,
            SubmitTimeout = TimeSpan.Zero,
            PollInterval = TimeSpan.FromMilliseconds(20),
            StatusLimiter = unlimited,
            SubmitLimiter = unlimited,
            RecoverLimiter = unlimited,
        });

        // The first that fails ends the process, whatever the others do.
        var parallel = int.Parse(parts[4], CultureInfo.InvariantCulture);
        await await Task.WhenAny(Enumerable.Range(0, parallel).Select(_ => WorkAllAsync(store, client, folder, isPatient: parallel > 1)));
        return 0;
    }

    private static async Task WorkAllAsync(PostgreSqlSubmissionStore store, NanoGptClient client, string folder, bool isPatient)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        while (true)
        {
            try
            {
                if (await WorkAsync(store, client, folder))
                {
                    continue;
                }
            }
            catch (NanoGptException) when (isPatient)
            {
                continue;   // whoever claims it after its lease goes on
            }

            if ((await store.ListAsync(Open)).Count == 0)
            {
                return;
            }

            await timer.WaitForNextTickAsync();   // others hold the rest
        }
    }

    private static async Task<bool> WorkAsync(PostgreSqlSubmissionStore store, NanoGptClient client, string folder)
    {
        if (await ClaimAsync(SubmissionState.Unknown) is { } unknown)
        {
            await client.ReconcileAsync(unknown.Id);
        }
        else if ((await ClaimAsync(SubmissionState.Completed) ?? await ClaimAsync(SubmissionState.Accepted)) is { } accepted)
        {
            await FinishAsync(new VideoJob(client, accepted.RunId!, accepted.Model) { SubmissionId = accepted.Id });
        }
        else if (await ClaimAsync(SubmissionState.Planned) is { } planned)
        {
            await FinishAsync(await client.SubmitAsync(RequestOf(planned), new SubmitOptions { SubmissionId = planned.Id }));
        }
        else
        {
            return false;
        }

        return true;

        async Task FinishAsync(VideoJob job)
        {
            var end = SubmissionState.Saved;
            try
            {
                var video = await job.WaitAsync();
                await video.DownloadAsync(Path.Combine(folder, $"{job.SubmissionId}.mp4"), overwrite: true);
            }
            catch (JobFailedException)
            {
                end = SubmissionState.Failed;
            }

            var ended = (await store.FindAsync(job.SubmissionId!.Value))!;
            await store.RecordAsync(ended with { State = end });
        }

        async Task<SubmissionRecord?> ClaimAsync(SubmissionState state) =>
            (await store.ClaimAsync(state, limit: 1, Lease)).SingleOrDefault();
    }

    /// <summary>Returns the request of a planned submission.</summary>
    public static RawVideoRequest RequestOf(SubmissionRecord planned) =>
        new(planned.Model) { AdditionalFields = new() { { "prompt", planned.Request! } } };

    private sealed class Killer(string point) : NanoGptObserver
    {
        private readonly int number = point.Split(' ') is [var first, _] && int.TryParse(first, out var parsed) ? parsed : 1;
        private readonly string kind = point.Split(' ')[^1];
        private int stops;
        private int events;

        public override void OnEvent(NanoGptEvent e)
        {
            if (point == $"{Stop}{e.Kind}" && Interlocked.Increment(ref stops) == 1)
            {
                using var kill = Process.Start("kill", ["-STOP", $"{Environment.ProcessId}"]);
                kill.WaitForExit();   // returns when the test continues this process
            }

            if (!point.StartsWith(Stop, StringComparison.Ordinal) && e.Kind.ToString() == kind && Interlocked.Increment(ref events) == number)
            {
                using var self = Process.GetCurrentProcess();
                self.Kill();
                self.WaitForExit();   // not one instruction more
            }
        }
    }
}
