using NanoGpt.Jobs;

namespace NanoGpt;

/// <summary>A job that the service accepted. Not watching it, or giving up a wait, does not end it.</summary>
public sealed class VideoJob
{
    private readonly IVideoClient client;

    /// <summary>A job; for implementations of <see cref="IVideoClient"/>.</summary>
    /// <param name="client">Who answers for it.</param>
    /// <param name="runId">The job's id.</param>
    /// <param name="model">The model's id.</param>
    public VideoJob(IVideoClient client, string runId, string model)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrEmpty(runId);
        ArgumentNullException.ThrowIfNull(model);
        this.client = client;
        RunId = runId;
        Model = model;
    }

    /// <summary>The job's id.</summary>
    public string RunId { get; }

    /// <summary>The model's id.</summary>
    public string Model { get; }

    /// <summary>The provider's id, such as <c>nanogpt</c>: only its own client can ask for the job.</summary>
    public string Provider { get; init; } = Providers.NanoGpt;

    /// <summary>
    /// Where the video will be, if the service says so at submission and never again, as Venice does for private models: good for 24
    /// hours, and whoever has it has the video. It is kept here and in the journal, and goes into a handle only by
    /// <see cref="ToHandleJson(bool)"/>; without either, the video is lost with the process. Null for all other jobs.
    /// </summary>
    public Uri? DownloadLink { get; init; }

    /// <summary>Our id of the submission; null if it is not known.</summary>
    public Guid? SubmissionId { get; init; }

    /// <summary>When it was submitted; null if it is not known.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    // How long ago this process submitted it; null for a job of another process.
    internal JobAge? Age { get; init; }

    /// <summary>What was charged at submission, in <see cref="PaymentSource"/>; null if the service did not say.</summary>
    public decimal? Cost { get; init; }

    /// <summary>The currency of the payment, <c>USD</c> or <c>XNO</c>; null if the service did not say.</summary>
    public string? PaymentSource { get; init; }

    /// <summary>The account's balance after the charge; null if the service did not say.</summary>
    public decimal? RemainingBalance { get; init; }

    /// <summary>What the service's moderation said; null if it was not asked for.</summary>
    public Moderation? Moderation { get; init; }

    /// <summary>Asks once where the job is.</summary>
    /// <param name="ct">Stops asking.</param>
    /// <exception cref="NanoGptException">There is no usable answer.</exception>
    public Task<JobUpdate> GetStatusAsync(CancellationToken ct = default) => client.GetStatusAsync(this, ct);

    /// <summary>Asks again and again until the job ends; the last update is terminal. A failed job is an update, not an exception.</summary>
    /// <param name="ct">Stops asking; the job goes on.</param>
    public IAsyncEnumerable<JobUpdate> WatchAsync(CancellationToken ct = default) => client.WatchAsync(this, ct);

    /// <summary>Waits for the videos.</summary>
    /// <param name="progress">Told every update; null for nobody.</param>
    /// <param name="ct">Stops waiting; the job goes on.</param>
    /// <exception cref="JobFailedException">The job failed or was canceled.</exception>
    /// <exception cref="WaitTimedOutException">The configured time is over; the job goes on.</exception>
    /// <exception cref="WaitCanceledException">The wait was canceled; the job goes on.</exception>
    public Task<VideoResult> WaitAsync(IProgress<JobUpdate>? progress = null, CancellationToken ct = default) =>
        client.WaitAsync(this, progress, ct);

    /// <summary>The job as a small JSON text for <see cref="IVideoClient.Resume"/>, in any process and on any day; no link, no key.</summary>
    public string ToHandleJson() => ToHandleJson(includeDownloadLink: false);

    /// <summary>The job as a small JSON text for <see cref="IVideoClient.Resume"/>, in any process and on any day; no key.</summary>
    /// <param name="includeDownloadLink">
    /// Whether <see cref="DownloadLink"/> goes with it. Then the text is a secret for 24 hours: it gives the video to whoever reads it.
    /// </param>
    public string ToHandleJson(bool includeDownloadLink) => JobHandle.Write(this, includeDownloadLink);

    /// <summary>The job's id and model.</summary>
    public override string ToString() => $"{RunId} ({Model})";
}
