namespace NanoGpt.Jobs;

/// <summary>Represents the differences between providers: paths, bodies and the meaning of responses.</summary>
internal abstract class VideoProtocol(ApiConnection api, VideoClientOptions options) : IDisposable
{
    public ApiConnection Api { get; } = api;

    public VideoClientOptions Options { get; } = options;

    public RequestLimits Limits { get; } = new(options.TimeProvider);

    public abstract string Provider { get; }

    public abstract string SubmitPath { get; }

    public abstract int SubmitsPerMinute { get; }

    public abstract int StatusRequestsPerSecond { get; }

    public abstract SubmitDecision ReadSubmission(ApiResponse response);

    public abstract Task<ApiResponse> RequestStatusAsync(
        VideoJob job, RateLimitLease permit, CancellationToken cancellationToken);

    public abstract PollDecision ReadStatus(ApiResponse response, VideoJob job, PollHistory history);

    public abstract IReconciler Reconciler { get; }

    /// <summary>Returns the charge for a request; null if none is visible, which proves nothing.</summary>
    public virtual Task<RequestCharge?> FindChargeAsync(string requestId, CancellationToken cancellationToken) =>
        Task.FromResult<RequestCharge?>(null);

    public virtual UnknownOutcomePolicy UnknownOutcomePolicy => UnknownOutcomePolicy.Throw;

    public virtual NotFoundPolicy NotFoundPolicy => NotFoundPolicy.LeaveUnresolved;

    public virtual bool ListsJobs => true;

    /// <summary>Gets a value that indicates whether 409 may mean that the submission already has a job.</summary>
    public virtual bool ConflictMayBeJob => false;

    /// <summary>Gets a value that indicates whether a job stays open until its video is downloaded.</summary>
    public virtual bool EndsWhenSaved => false;

    /// <summary>Gets what a caller can do about an unknown outcome; empty for nothing special.</summary>
    public virtual string UnknownAdvice => "";

    public void Dispose()
    {
        Limits.Dispose();
        Api.Dispose();
    }

    public void ThrowIfOtherProvider(VideoJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        if (!string.Equals(job.Provider, Provider, StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"The job {job} belongs to {Providers.GetDisplayName(job.Provider)}: "
                + $"use a {Providers.GetClientName(job.Provider)}.",
                nameof(job));
        }
    }
}
