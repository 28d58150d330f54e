namespace NanoGpt.Orleans;

/// <summary>Receives the ends of jobs. All handlers among the services of the silo are called.</summary>
public interface IVideoJobHandler
{
    /// <summary>
    /// Handles the end of a submission: it is saved, failed, rejected, or absent, which requires the decision of a person. Called
    /// at least once; after a crash or an exception, again.
    /// </summary>
    /// <param name="submission">The submission, with the reason of a rejection or failure if this process knows it.</param>
    /// <param name="videos">Where the videos are; empty if they were saved by an earlier call, or there are none.</param>
    /// <param name="cancellationToken">A token that is canceled when the silo stops.</param>
    Task HandleEndAsync(SubmissionRecord submission, IReadOnlyList<string> videos, CancellationToken cancellationToken);
}
