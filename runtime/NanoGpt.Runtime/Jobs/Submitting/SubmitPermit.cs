namespace NanoGpt.Jobs;

/// <summary>Represents the permit of a rate limiter to send a submission, or the reason why there is none.</summary>
internal readonly record struct SubmitPermit(RateLimitLease? Lease, SubmitDecision? Refusal) : IDisposable
{
    public static void Return(RateLimitLease lease)
    {
        try
        {
            lease.Dispose();
        }
        catch (Exception)
        {
            // A failing limiter of the caller must not lose a job.
        }
    }

    public void Dispose()
    {
        if (Lease is not null)
        {
            Return(Lease);
        }
    }
}
