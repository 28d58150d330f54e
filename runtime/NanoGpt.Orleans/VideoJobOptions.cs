namespace NanoGpt.Orleans;

/// <summary>Represents the options of the jobs in a silo.</summary>
public sealed class VideoJobOptions
{
    /// <summary>
    /// Gets or sets the period of the reminder of each job, which continues it on another silo after its own has died. The
    /// default is 5 minutes. Orleans allows no less than 1 minute by default.
    /// </summary>
    public TimeSpan ReminderPeriod { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Gets or sets the time until the work on a job is tried again after a failure. The default is 30 seconds.
    /// </summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets or sets the link of the webhook endpoint, to which the submission id is added as a segment; null for no webhooks. The
    /// pattern of the endpoint is then such as <c>/nanogpt/webhook/{submissionId}</c>.
    /// </summary>
    public Uri? CallbackUrl { get; set; }
}
