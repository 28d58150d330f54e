namespace NanoGpt;

/// <summary>Waiting took too long. The job goes on: wait for it again, now or in another process.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class WaitTimedOutException(string message, Exception? innerException = null) : NanoGptException(message, innerException)
{
    /// <summary>The job, which is untouched.</summary>
    public required VideoJob Job { get; init; }
}
