using NanoGpt;
using NanoGpt.Models;

namespace Quickstart;

/// <summary>
/// Represents a program that can be killed and restarted at any time. It first resolves the submissions and jobs of earlier runs,
/// and submits a new job only if none is open.
/// </summary>
internal static class CrashWorker
{
    public const string Argument = "--crash-worker";

    /// <summary>Runs the worker.</summary>
    /// <param name="args">The address of the service, the path of the journal and the path of the video.</param>
    /// <param name="cancellationToken">A token that cancels the run. Submitted jobs continue at the service.</param>
    /// <returns>0 if the video was saved; 1 if the outcome of a submission is unknown.</returns>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        var (service, journal, video) = (new Uri(args[0]), args[1], args[2]);
        using var client = new NanoGptClient(Environment.GetEnvironmentVariable("NANOGPT_API_KEY")!, new()
        {
            BaseAddress = service,
            AllowInsecureLoopback = true,
            AllowPrivateDownloadHosts = true,
            PollInterval = TimeSpan.FromMilliseconds(250),
            JournalPath = journal,                         // written and flushed before a submission is sent
            ReconcileGrace = TimeSpan.FromSeconds(1),      // for the emulator, which lists jobs immediately
            ReconcileWindow = TimeSpan.FromSeconds(2),
        });

        // 1. Find the outcome of submissions whose response was not received.
        foreach (var found in await client.ReconcileAsync(cancellationToken))
        {
            var outcome = found.Job?.RunId ?? found.Reason;
            Console.WriteLine($"submission {found.SubmissionId} has no outcome in the journal; found at the service: {outcome}");
            if (found.Outcome == ReconcileOutcome.Unknown)
            {
                return 1;   // it may have been charged: retry later and submit nothing until then
            }
        }

        // 2. Resume an open job, or submit a new one.
        var job = (await client.GetOpenJobsAsync(cancellationToken)).FirstOrDefault();
        if (job is null)
        {
            Console.WriteLine("submitting");
            var request = new Sora2Request
            {
                Prompt = "A lighthouse in a storm",
                Resolution = Sora2Resolution.R720p,
                Duration = Sora2Duration.Seconds4,
                ProMode = false,
            };
            job = await client.SubmitAsync(request, cancellationToken);
        }

        // 3. Wait and save. An incomplete download leaves no file.
        Console.WriteLine($"waiting for {job.RunId}");
        var result = await job.WaitAsync(cancellationToken: cancellationToken);
        await result.DownloadAsync(video, overwrite: true, cancellationToken: cancellationToken);
        Console.WriteLine($"saved {Path.GetFileName(video)}");
        return 0;
    }
}
