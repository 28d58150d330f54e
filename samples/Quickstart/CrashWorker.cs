using NanoGpt;
using NanoGpt.Models;

namespace Quickstart;

/// <summary>
/// A program that can be killed at any moment and started again: the same few steps each time. What an earlier life left behind is
/// cleared up first; only then, and only if nothing is open, something new is paid for.
/// </summary>
internal static class CrashWorker
{
    public const string Argument = "--crash-worker";

    /// <summary>One life.</summary>
    /// <param name="args">The service's address, the journal, and the file for the video.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        var (service, journal, video) = (new Uri(args[0]), args[1], args[2]);
        using var client = new NanoGptClient(Environment.GetEnvironmentVariable("NANOGPT_API_KEY")!, new()
        {
            BaseAddress = service,
            AllowInsecureLoopback = true,
            AllowPrivateDownloadHosts = true,
            PollInterval = TimeSpan.FromMilliseconds(250),
            JournalPath = journal,                         // written and flushed before the first byte of a submission leaves
            ReconcileGrace = TimeSpan.FromSeconds(1),      // the emulator lists its jobs at once; leave both alone for the service
            ReconcileWindow = TimeSpan.FromSeconds(2),
        });

        // 1. Submissions without an outcome: the service knows what became of them.
        foreach (var found in await client.ReconcileAsync(cancellationToken))
        {
            Console.WriteLine($"submission {found.SubmissionId} has no outcome in the journal; the service says: {found.Job?.RunId ?? found.Reason}");
            if (found.Outcome == ReconcileOutcome.Unknown)
            {
                return 1;   // it may have been paid: look again later, and pay for nothing meanwhile
            }
        }

        // 2. Jobs that have not ended; without any, a new one.
        var job = client.OpenJobs.FirstOrDefault();
        if (job is null)
        {
            Console.WriteLine("submits");
            var request = new Sora2Request
            {
                Prompt = "A lighthouse in a storm",
                Resolution = Sora2Resolution.R720p,
                Duration = Sora2Duration.Seconds4,
                ProMode = false,
            };
            job = await client.SubmitAsync(request, cancellationToken);
        }

        // 3. Wait and save. A file is whole or not there.
        Console.WriteLine($"waits for {job.RunId}");
        var result = await job.WaitAsync(cancellationToken: cancellationToken);
        await result.DownloadAsync(video, overwrite: true, cancellationToken: cancellationToken);
        Console.WriteLine($"has saved {Path.GetFileName(video)}");
        return 0;
    }
}
