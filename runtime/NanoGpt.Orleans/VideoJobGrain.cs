using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace NanoGpt.Orleans;

/// <summary>
/// Runs the work on a submission in a timer, so that calls are answered meanwhile. A reminder activates the grain again after its
/// silo has died.
/// </summary>
internal sealed class VideoJobGrain(
    ISubmissionStore store, INanoGptClient client, VideoJobWork work, IOptions<VideoJobOptions> options,
    IHostApplicationLifetime lifetime, ILogger<VideoJobGrain> logger)
    : Grain, IVideoJobGrain, IRemindable, IProgress<JobUpdate>
{
    private const string Reminder = "job";

    private IGrainTimer? timer;
    private bool isWorking;
    private double? progress;

    private Guid Id => this.GetPrimaryKey();

    public async Task StartAsync()
    {
        if (timer is not null)
        {
            return;
        }

        if (await store.FindAsync(Id) is not { } record)
        {
            throw new InvalidOperationException($"The store does not contain the submission {Id}: plan it first.");
        }

        if (VideoJobStates.Open.Contains(record.State))
        {
            await this.RegisterOrUpdateReminder(Reminder, options.Value.ReminderPeriod, options.Value.ReminderPeriod);
        }

        StartTimer();
    }

    public async Task<VideoJobState?> GetStateAsync() => await store.FindAsync(Id) is { } record
        ? new VideoJobState
        {
            State = record.State,
            RunId = record.RunId,
            Cost = record.Cost,
            Progress = progress,
        }
        : null;

    public async Task PollNowAsync()
    {
        if (await store.FindAsync(Id) is { RunId: { } runId })
        {
            client.PollNow(runId);
        }
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        StartTimer();
        return Task.CompletedTask;
    }

    // Called by the wait for the job, on any thread.
    void IProgress<JobUpdate>.Report(JobUpdate value) => progress = value.Progress;

    private void StartTimer() => timer ??= this.RegisterGrainTimer(
        WorkAsync,
        new GrainTimerCreationOptions(TimeSpan.Zero, options.Value.RetryDelay) { Interleave = true, KeepAlive = true });

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        if (isWorking)
        {
            return;
        }

        isWorking = true;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        try
        {
            await work.RunAsync(Id, this, stop.Token);
            if (await this.GetReminder(Reminder, cancellationToken) is { } reminder)
            {
                await this.UnregisterReminder(reminder, cancellationToken);
            }

            timer?.Dispose();
            DeactivateOnIdle();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The silo stops, and would otherwise wait for the job. The reminder continues the work on another.
        }
        catch (Exception exception)
        {
            VideoJobLog.WorkFailed(logger, Id, options.Value.RetryDelay, exception);   // the timer tries again
        }
        finally
        {
            isWorking = false;
        }
    }
}
