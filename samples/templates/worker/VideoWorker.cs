using System.Runtime.CompilerServices;
using NanoGpt;
using NanoGpt.Models;

namespace NanoGptWorker;

/// <summary>Generates a video in outbox/ for each prompt in inbox/, and resumes the jobs of earlier runs.</summary>
internal sealed class VideoWorker(INanoGptClient client, PromptFolders folders, ILogger<VideoWorker> logger) : BackgroundService
{
    private const int MaxConcurrentVideos = 4;
    private static readonly TimeSpan ScanInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        logger.LogInformation("Drop a prompt as a text file into {Inbox}", folders.Inbox);

        // Find the jobs of submissions whose response an earlier run did not receive, before anything is sent.
        await client.ReconcileAsync(stoppingToken);

        var options = new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrentVideos, CancellationToken = stoppingToken };
        await Parallel.ForEachAsync(PromptsAsync(stoppingToken), options, GenerateAsync);
    }

    private async IAsyncEnumerable<PromptFile> PromptsAsync([EnumeratorCancellation] CancellationToken stoppingToken)
    {
        foreach (var prompt in folders.Unfinished())
        {
            logger.LogInformation("{Name}: resuming submission {SubmissionId}", prompt.Name, prompt.SubmissionId);
            yield return prompt;
        }

        using var timer = new PeriodicTimer(ScanInterval);
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

    private async ValueTask GenerateAsync(PromptFile prompt, CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await GenerateOnceAsync(prompt, stoppingToken);
                return;
            }
            catch (SubmissionOutcomeUnknownException exception)
            {
                // It may have been charged, so it is not sent again. The next start searches for it.
                logger.LogError(exception, "{Name}: kept in working/. To order it again, move it to inbox/", prompt.Name);
                return;
            }
            catch (Exception exception) when (exception is IOException or NanoGptException { IsRetrySafe: true })
            {
                logger.LogWarning("{Name}: {Reason} Retry in {RetryDelay}", prompt.Name, exception.Message, RetryDelay);
                await Task.Delay(RetryDelay, stoppingToken);
            }
            catch (Exception exception) when (exception is NanoGptException or ArgumentException)
            {
                logger.LogError(exception, "{Name}: moved to failed/", prompt.Name);
                folders.Fail(prompt, exception.Message);
                return;
            }
        }
    }

    private async Task GenerateOnceAsync(PromptFile prompt, CancellationToken stoppingToken)
    {
        var path = folders.GetVideoPath(prompt);
        if (!File.Exists(path))   // it exists if an earlier run stopped after the download
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
        var jobs = await client.GetOpenJobsAsync(stoppingToken);
        if (jobs.FirstOrDefault(job => job.SubmissionId == prompt.SubmissionId) is { } open)
        {
            return open;
        }

        var request = new Sora2Request
        {
            Prompt = (await File.ReadAllTextAsync(prompt.Path, stoppingToken)).Trim(),
            Resolution = Sora2Resolution.R720p,
            Duration = Sora2Duration.Seconds4,
        };

        // A submission with a known id returns its first job. It is not canceled on shutdown, because it costs money.
        var options = new SubmitOptions { SubmissionId = prompt.SubmissionId };
        return await client.SubmitAsync(request, options, CancellationToken.None);
    }
}
