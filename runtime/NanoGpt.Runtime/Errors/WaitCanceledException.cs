namespace NanoGpt;

/// <summary>A wait was canceled. The job goes on: wait for it again, now or in another process.</summary>
/// <param name="job">The job, which is untouched.</param>
/// <param name="ct">The token that canceled the wait.</param>
public sealed class WaitCanceledException(VideoJob job, CancellationToken ct)
    : OperationCanceledException($"The wait for {job} was canceled. The job goes on: resume it with its handle.", ct)
{
    /// <summary>The job, which is untouched.</summary>
    public VideoJob Job { get; } = job;
}
