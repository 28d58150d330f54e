using System.Runtime.CompilerServices;
using NanoGpt;
using NanoGpt.Models;

namespace NanoGptWorker;

/// <summary>Turns the prompts of inbox/ into videos in outbox/, and goes on where an earlier run was stopped.</summary>
internal sealed class VideoWorker(INanoGptClient client, PromptFolders folders, ILogger<VideoWorker> logger) : BackgroundService
{
    private const int VideosAtOnce = 4;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What an earlier run sent without living to read the answer: find its jobs before anything is sent again.
        await client.ReconcileAsync(stoppingToken);

        var options = new ParallelOptions { MaxDegreeOfParallelism = VideosAtOnce, CancellationToken = stoppingToken };
        await Parallel.ForEachAsync(PromptsAsync(stoppingToken), options, MakeAsync);
    }

    private async IAsyncEnumerable<PromptFile> PromptsAsync([EnumeratorCancellation] CancellationToken stoppingToken)
    {
        foreach (var prompt in folders.Begun())
        {
            logger.LogInformation("{Name}: going on with submission {SubmissionId}", prompt.Name, prompt.SubmissionId);
            yield return prompt;
        }

        using var timer = new PeriodicTimer(LookEvery);
        do
        {
            while (folders.Claim() is { } prompt)
            {
                logger.LogInformation("{Name}: submission {SubmissionId}", prompt.Name, prompt.SubmissionId);
                yield return prompt;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async ValueTask MakeAsync(PromptFile prompt, CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await MakeOnceAsync(prompt, stoppingToken);
                return;
            }
            catch (SubmissionOutcomeUnknownException exception)
            {
                // It may have been paid, so it is not sent again; the next start looks for it.
                logger.LogError(exception, "{Name}: kept in working/. To order it anew, move it back to inbox/", prompt.Name);
                return;
            }
            catch (Exception exception) when (exception is IOException or NanoGptException { IsRetrySafe: true })
            {
                logger.LogWarning("{Name}: {Reason} Next try in {RetryAfter}", prompt.Name, exception.Message, RetryAfter);
                await Task.Delay(RetryAfter, stoppingToken);
            }
            catch (Exception exception) when (exception is NanoGptException or ArgumentException)
            {
                logger.LogError(exception, "{Name}: moved to failed/", prompt.Name);
                folders.Fail(prompt, exception.Message);
                return;
            }
        }
    }

    private async Task MakeOnceAsync(PromptFile prompt, CancellationToken stoppingToken)
    {
        var path = folders.VideoOf(prompt);
        if (!File.Exists(path))   // or it was saved just before an earlier run was stopped
        {
            var job = await OrderAsync(prompt, stoppingToken);
            var video = await job.WaitAsync(cancellationToken: stoppingToken);
            await video.DownloadAsync(path, cancellationToken: stoppingToken);
        }

        folders.Finish(prompt);
        logger.LogInformation("{Name}: saved {Path}", prompt.Name, path);
    }

    private async Task<VideoJob> OrderAsync(PromptFile prompt, CancellationToken stoppingToken)
    {
        if (client.OpenJobs.FirstOrDefault(job => job.SubmissionId == prompt.SubmissionId) is { } open)
        {
            return open;
        }

        var request = new Sora2Request
        {
            Prompt = (await File.ReadAllTextAsync(prompt.Path, stoppingToken)).Trim(),
            Resolution = Sora2Resolution.R720p,
            Duration = Sora2Duration.Seconds4,
        };

        // Under an id that it was sent with before it gives the first job. A stop lets the answer come in: this is what costs.
        return await client.SubmitAsync(request, new SubmitOptions { SubmissionId = prompt.SubmissionId }, CancellationToken.None);
    }
}
