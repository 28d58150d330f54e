namespace NanoGpt;

/// <summary>Represents a job that a service accepted. It continues even if no client waits for it.</summary>
public sealed class VideoJob
{
    private readonly IVideoClient client;

    /// <summary>Initializes a job. For implementations of <see cref="IVideoClient"/>.</summary>
    /// <param name="client">The client that handles the job.</param>
    /// <param name="runId">The id of the job.</param>
    /// <param name="model">The id of the model.</param>
    public VideoJob(IVideoClient client, string runId, string model)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrEmpty(runId);
        ArgumentNullException.ThrowIfNull(model);
        (this.client, RunId, Model) = (client, runId, model);
    }

    /// <summary>Gets the id of the job.</summary>
    public string RunId { get; }

    /// <summary>Gets the id of the model.</summary>
    public string Model { get; }

    /// <summary>Gets the id of the provider, such as <c>nanogpt</c>. Only its client accepts the job.</summary>
    public string Provider { get; init; } = Providers.NanoGpt;

    /// <summary>
    /// Gets the link under which the video will be available, if the service returns it only at submission, as Venice does for
    /// private models; otherwise null. It is valid for 24 hours and a secret. It is kept in the journal, and in a handle only by
    /// <see cref="ToHandleJson(bool)"/>; otherwise the video is lost with the process.
    /// </summary>
    public Uri? DownloadLink { get; init; }

    /// <summary>Gets the submission id; null if it is unknown.</summary>
    public Guid? SubmissionId { get; init; }

    /// <summary>Gets the time of the submission; null if it is unknown.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    // Null for a job that another process submitted.
    internal JobAge? Age { get; init; }

    /// <summary>Gets the amount charged at submission, in <see cref="PaymentSource"/>; null if it is unknown.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Gets the currency of the payment, <c>USD</c> or <c>XNO</c>; null if it is unknown.</summary>
    public string? PaymentSource { get; init; }

    /// <summary>Gets the balance of the account after the charge; null if it is unknown.</summary>
    public decimal? RemainingBalance { get; init; }

    /// <summary>Gets how the service names the charge at submission; null if it is unknown.</summary>
    public string? PrechargeLabel { get; init; }

    /// <summary>Gets the id of the project that the service created for the job; null if there is none.</summary>
    public string? ProjectId { get; init; }

    /// <summary>
    /// Gets the <c>X-Request-ID</c> of the response that accepted the job, for the service's support and <see
    /// cref="INanoGptClient.GetChargeAsync"/>; null if it is unknown.
    /// </summary>
    public string? RequestId { get; init; }

    /// <summary>Gets the result of the moderation; null if it was not requested.</summary>
    public Moderation? Moderation { get; init; }

    /// <inheritdoc cref="IVideoClient.GetStatusAsync"/>
    public Task<JobUpdate> GetStatusAsync(CancellationToken cancellationToken = default) =>
        client.GetStatusAsync(this, cancellationToken);

    /// <inheritdoc cref="IVideoClient.WatchAsync"/>
    public IAsyncEnumerable<JobUpdate> WatchAsync(CancellationToken cancellationToken = default) =>
        client.WatchAsync(this, cancellationToken);

    /// <inheritdoc cref="IVideoClient.WaitAsync"/>
    public Task<VideoResult> WaitAsync(IProgress<JobUpdate>? progress = null, CancellationToken cancellationToken = default) =>
        client.WaitAsync(this, progress, cancellationToken);

    /// <summary>Returns the job as JSON for <see cref="IVideoClient.Resume"/> in any process, without link and key.</summary>
    public string ToHandleJson() => ToHandleJson(includeDownloadLink: false);

    /// <summary>Returns the job as JSON for <see cref="IVideoClient.Resume"/> in any process. It contains no key.</summary>
    /// <param name="includeDownloadLink">
    /// true to include <see cref="DownloadLink"/>; the text is then a secret for 24 hours, because it gives access to the video.
    /// Otherwise, false.
    /// </param>
    public string ToHandleJson(bool includeDownloadLink) => JobHandle.Write(this, includeDownloadLink);

    /// <summary>Returns the id and the model of the job.</summary>
    public override string ToString() => $"{RunId} ({Model})";
}
