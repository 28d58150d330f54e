using System.Diagnostics;
using System.Globalization;
using NanoGpt.Runtime.Tests.Kit;
using NanoGpt.Runtime.Tests.Samples;

namespace NanoGpt.Runtime.Tests.Crash;

/// <summary>A process that works as a worker does, until it dies at a point that the test names: without a last word.</summary>
internal static class CrashChild
{
    public const string Variable = "NANOGPT_TEST_CRASH_CHILD";

    /// <summary>The point within the sending of a body.</summary>
    public const string InBody = "InBody";

    private const int MostJobs = 100;

    /// <summary>Returns the orders for a child, which go into <see cref="Variable"/>.</summary>
    /// <param name="address">The service.</param>
    /// <param name="folder">The folder of the journal and the videos.</param>
    /// <param name="point">The point; an empty one is never reached.</param>
    /// <param name="after">The number of times that the point is reached.</param>
    /// <param name="jobs">The number of submissions.</param>
    public static string Orders(Uri address, string folder, string point, int after, int jobs = MostJobs) =>
        string.Create(CultureInfo.InvariantCulture, $"{address}|{folder}|{point}|{after}|{jobs}");

    public static async Task<int> RunAsync(string orders)
    {
        var parts = orders.Split('|');
        var (address, folder) = (new Uri(parts[0]), parts[1]);
        var killer = new Killer(parts[2], int.Parse(parts[3], CultureInfo.InvariantCulture));
        using var status = new WindowRateLimiter(1000, TimeSpan.FromSeconds(1), TimeProvider.System);
        var options = new NanoGptClientOptions
        {
            BaseAddress = address,
            AllowInsecureLoopback = true,
            AllowPrivateDownloadHosts = true,
            JournalPath = JournalIn(folder),
            JournalSlack = 8,
            JournalReached = step => killer.Reach(step.ToString()),
            Observer = killer,
            ReconcileGrace = TimeSpan.Zero,
            ReconcileWindow = TimeSpan.Zero,   // the test's service lists at once
            PollInterval = TimeSpan.FromMilliseconds(1),
            StatusLimiter = status,
        };
        using var client = new NanoGptClient(TestClient.Key, options);   // unwatched: hundreds are started
        await client.ReconcileAsync();
        foreach (var job in await client.GetOpenJobsAsync())
        {
            await FinishAsync(job, folder);
        }

        for (var left = int.Parse(parts[4], CultureInfo.InvariantCulture); left > 0; left--)
        {
            var image = ImageInput.FromStream(
                _ =>
                {
                    killer.Reach(InBody);
                    return ValueTask.FromResult<Stream>(new MemoryStream(new byte[10_000]));
                },
                10_000,
                "image/png");
            await FinishAsync(await client.SubmitAsync(new Sora2Request { Prompt = "x", Image = image }), folder);
        }

        return 0;
    }

    public static string JournalIn(string folder) => Path.Combine(folder, "jobs.jsonl");

    private static async Task FinishAsync(VideoJob job, string folder)
    {
        var result = await job.WaitAsync();
        await result.DownloadAsync(Path.Combine(folder, job.RunId + ".mp4"), overwrite: true);
    }

    private sealed class Killer(string point, int after) : NanoGptObserver
    {
        private int reached;

        public override void OnEvent(NanoGptEvent e) => Reach(e.Kind.ToString());

        public void Reach(string name)
        {
            if (name == point && Interlocked.Increment(ref reached) >= after)
            {
                using var self = Process.GetCurrentProcess();
                self.Kill();
                self.WaitForExit();   // not one instruction more
            }
        }
    }
}
