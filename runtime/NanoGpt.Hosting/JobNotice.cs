namespace NanoGpt.Hosting;

/// <summary>
/// Represents a webhook with a valid signature. It says that a job has ended, and not how: the status of the job does.
/// </summary>
/// <param name="Id">The id of the webhook.</param>
/// <param name="Texts">All texts of its body. One of them is the id of the job; the service does not document which.</param>
public sealed record JobNotice(string Id, IReadOnlySet<string> Texts)
{
    /// <summary>
    /// Gets the submission id, if the pattern of the endpoint contains <c>{submissionId}</c> and the submission had such a
    /// callback link; otherwise, null. The signature does not cover it.
    /// </summary>
    public Guid? SubmissionId { get; init; }
}

/// <summary>Receives the notices of the webhook endpoint. All handlers among the services of the host are called.</summary>
public interface IJobNoticeHandler
{
    /// <summary>Handles a notice, such as by polling the job.</summary>
    /// <param name="notice">The notice.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <exception cref="Exception">The notice was not handled. The service is asked to send it again.</exception>
    ValueTask HandleAsync(JobNotice notice, CancellationToken cancellationToken);
}
