namespace NanoGpt;

/// <summary>What one submission wants.</summary>
public sealed record SubmitOptions
{
    /// <summary>
    /// The caller's own submission id; null makes one. A second submission under the same id gives the first one's job, as far as the
    /// journal or the service knows it.
    /// </summary>
    public Guid? SubmissionId { get; init; }
}
