using System.Threading.RateLimiting;
using NanoGpt.Http;

namespace NanoGpt.Jobs;

/// <summary>
/// How one provider does what all of them can: its paths, its bodies, and what its answers mean. That money is not spent twice and
/// that no job is lost is the business of those who ask it.
/// </summary>
internal abstract class VideoProtocol
{
    /// <summary>The provider's id, in handles, journals and models.</summary>
    public abstract string Provider { get; }

    /// <summary>Where submissions go.</summary>
    public abstract string SubmitPath { get; }

    /// <summary>How many submissions the provider takes a minute.</summary>
    public abstract int SubmitsPerMinute { get; }

    /// <summary>How many questions about jobs it bears in any second.</summary>
    public abstract int QuestionsPerSecond { get; }

    /// <summary>What a submission's complete answer means.</summary>
    public abstract SubmitDecision OfSubmission(ApiAnswer answer);

    /// <summary>Asks where a job is, by the permit for that.</summary>
    public abstract Task<ApiAnswer> AskStatusAsync(VideoJob job, RateLimitLease permit, CancellationToken ct);

    /// <summary>What the answer about a job means.</summary>
    public abstract PollDecision OfStatus(ApiAnswer answer, VideoJob job, PollHistory history);

    /// <summary>Looks for jobs of submissions whose outcome is unknown.</summary>
    public abstract IReconciler Reconciler { get; }

    /// <summary>What a submission does when its outcome is unknown.</summary>
    public virtual UnknownPolicy OnUnknown => UnknownPolicy.Throw;

    /// <summary>What happens to a submission that the provider does not have.</summary>
    public virtual NotFoundPolicy OnNotFound => NotFoundPolicy.Park;

    /// <summary>Whether the provider can be asked which jobs there are.</summary>
    public virtual bool ListsJobs => true;

    /// <summary>Whether 409 may mean that the submission has a job already.</summary>
    public virtual bool ConflictMayBeJob => false;

    /// <summary>Whether a completed job stays open in the journal until its video is saved.</summary>
    public virtual bool EndsWhenSaved => false;

    /// <summary>What somebody can do about a submission whose outcome is unknown; empty if the exception's own words are enough.</summary>
    public virtual string UnknownAdvice => "";

    /// <summary>Refuses a job that another provider has.</summary>
    /// <exception cref="ArgumentException">The job is another provider's.</exception>
    public void ThrowIfForeign(VideoJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        if (!string.Equals(job.Provider, Provider, StringComparison.Ordinal))
        {
            throw new ArgumentException($"The job {job} is of {Providers.Title(job.Provider)}: use a {Providers.ClientOf(job.Provider)}.", nameof(job));
        }
    }
}
