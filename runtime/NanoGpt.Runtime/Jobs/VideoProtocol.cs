using System.Threading.RateLimiting;

namespace NanoGpt.Jobs;

/// <summary>
/// Represents what differs between providers: paths, bodies and the meaning of responses.
/// </summary>
internal abstract class VideoProtocol
{
    public abstract string Provider { get; }

    public abstract string SubmitPath { get; }

    public abstract int SubmitsPerMinute { get; }

    /// <summary>Gets the number of status requests that the provider allows per second.</summary>
    public abstract int StatusRequestsPerSecond { get; }

    /// <summary>Interprets the response to a submission.</summary>
    public abstract SubmitDecision ReadSubmission(ApiResponse answer);

    public abstract Task<ApiResponse> RequestStatusAsync(VideoJob job, RateLimitLease permit, CancellationToken cancellationToken);

    /// <summary>Interprets the response to a status request.</summary>
    public abstract PollDecision ReadStatus(ApiResponse answer, VideoJob job, PollHistory history);

    public abstract IReconciler Reconciler { get; }

    public virtual UnknownOutcomePolicy UnknownOutcomePolicy => UnknownOutcomePolicy.Throw;

    public virtual NotFoundPolicy NotFoundPolicy => NotFoundPolicy.LeaveUnresolved;

    /// <summary>Gets a value that indicates whether the provider lists jobs.</summary>
    public virtual bool ListsJobs => true;

    /// <summary>Gets a value that indicates whether 409 may mean that the submission already has a job.</summary>
    public virtual bool ConflictMayBeJob => false;

    /// <summary>
    /// Gets a value that indicates whether a completed job stays open in the journal until its video is downloaded.
    /// </summary>
    public virtual bool EndsWhenSaved => false;

    /// <summary>Gets what a caller can do about an unknown outcome; empty for nothing special.</summary>
    public virtual string UnknownAdvice => "";

    /// <exception cref="ArgumentException">The job is another provider's.</exception>
    public void ThrowIfOtherProvider(VideoJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        if (!string.Equals(job.Provider, Provider, StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"The job {job} is of {Providers.Title(job.Provider)}: use a {Providers.ClientOf(job.Provider)}.", nameof(job));
        }
    }
}
