using System.Diagnostics;
using System.Globalization;
using NanoGpt.Runtime.Tests.Kit;
using NanoGpt.Runtime.Tests.Samples;

namespace NanoGpt.Runtime.Tests.Crash;

/// <summary>A process that submits jobs and dies at a point that the test names: as by pulling the plug, without a last word.</summary>
internal static class CrashChild
{
    public const string Variable = "NANOGPT_TEST_CRASH_CHILD";

    /// <summary>The point within the sending of a body.</summary>
    public const string InBody = "InBody";

    public static async Task<int> RunAsync(string orders)
    {
        var parts = orders.Split('|');
        var (address, journal, point) = (new Uri(parts[0]), parts[1], parts[2]);
        var (after, target) = (int.Parse(parts[3], CultureInfo.InvariantCulture), int.Parse(parts[4], CultureInfo.InvariantCulture));
        var killer = new Killer(point, after);
        using var client = TestClient.New(new NanoGptClientOptions
        {
            BaseAddress = address,
            AllowInsecureLoopback = true,
            JournalPath = journal,
            Observer = killer,
            ReconcileGrace = TimeSpan.Zero,
            ReconcileWindow = TimeSpan.Zero,   // the test's service lists at once
        });
        await client.ReconcileAsync();
        while (client.OpenJobs.Count < target)
        {
            var image = ImageInput.FromStream(
                _ =>
                {
                    killer.Reach(InBody);
                    return ValueTask.FromResult<Stream>(new MemoryStream([1, 2, 3]));
                },
                3,
                "image/png");
            await client.SubmitAsync(new Sora2Request { Prompt = "x", Image = image });
        }

        return 0;
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
