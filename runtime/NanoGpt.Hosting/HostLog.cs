using System.Globalization;
using Microsoft.Extensions.Logging;

namespace NanoGpt.Hosting;

/// <summary>
/// Contains the log events. Their ids are those of <see cref="NanoGptEventKind"/>. None contains a prompt, a link or the key.
/// </summary>
internal static partial class HostLog
{
    /// <summary>Returns the text of an amount. The response about a resumed job does not contain the currency.</summary>
    public static string Charge(decimal? cost, string? currency) => cost is not { } amount
        ? "cost unknown"
        : string.Create(CultureInfo.InvariantCulture, $"{amount} {currency}").TrimEnd();

    [LoggerMessage(1010, LogLevel.Information, "Submission {SubmissionId} of {Model} is job {RunId}, {Charge}")]
    public static partial void Accepted(
        ILogger logger, Guid? submissionId, string? model, string? runId, string charge);

    [LoggerMessage(1011, LogLevel.Warning, "Submission {SubmissionId} of {Model} was rejected: {Reason}")]
    public static partial void Rejected(ILogger logger, Guid? submissionId, string? model, string? reason);

    [LoggerMessage(1012, LogLevel.Warning, "Submission {SubmissionId} of {Model} was not sent: {Reason}")]
    public static partial void NotSent(ILogger logger, Guid? submissionId, string? model, string? reason);

    [LoggerMessage(1013, LogLevel.Error,
        "The outcome of submission {SubmissionId} of {Model} is unknown: {Reason}. It may have been accepted and charged")]
    public static partial void OutcomeUnknown(ILogger logger, Guid? submissionId, string? model, string? reason);

    [LoggerMessage(1020, LogLevel.Information, "A request is delayed by {Duration}")]
    public static partial void Waiting(ILogger logger, TimeSpan? duration);

    [LoggerMessage(1030, LogLevel.Information, "Submission {SubmissionId} was found: it is job {RunId}")]
    public static partial void Reconciled(ILogger logger, Guid? submissionId, string? runId);

    [LoggerMessage(1031, LogLevel.Warning, "Submission {SubmissionId} was not found: {Reason}")]
    public static partial void NotFound(ILogger logger, Guid? submissionId, string? reason);

    [LoggerMessage(1032, LogLevel.Error, "The outcome of submission {SubmissionId} is still unknown: {Reason}")]
    public static partial void StillUnresolved(ILogger logger, Guid? submissionId, string? reason);

    [LoggerMessage(1100, LogLevel.Debug, "Job {RunId} is {Status}")]
    public static partial void StatusChanged(ILogger logger, string? runId, JobStatus? status);

    [LoggerMessage(1101, LogLevel.Information, "Job {RunId} of {Model} has ended: {Status}, {Charge}")]
    public static partial void JobEnded(
        ILogger logger, string? runId, string? model, JobStatus? status, string charge);

    [LoggerMessage(1102, LogLevel.Debug, "A status request for job {RunId} failed: {Reason}")]
    public static partial void PollFailed(ILogger logger, string? runId, string? reason);

    [LoggerMessage(1200, LogLevel.Information, "The video of job {RunId} was saved")]
    public static partial void Downloaded(ILogger logger, string? runId);

    [LoggerMessage(1900, LogLevel.Warning, "Job {RunId} has an unknown status: {Status}")]
    public static partial void UnknownStatus(ILogger logger, string? runId, string? status);

    [LoggerMessage(1901, LogLevel.Warning, "The status of job {RunId} regressed")]
    public static partial void StatusRegressed(ILogger logger, string? runId);

    [LoggerMessage(1902, LogLevel.Critical, "Submission {SubmissionId} has a second job: {RunId}")]
    public static partial void DuplicateSubmission(ILogger logger, Guid? submissionId, string? runId);

    [LoggerMessage(1903, LogLevel.Warning, "A response did not describe job {RunId}")]
    public static partial void UnexpectedResponse(ILogger logger, string? runId);

    [LoggerMessage(1904, LogLevel.Error,
        "The journal could not be written for submission {SubmissionId}; reconciliation will find its job")]
    public static partial void JournalFailed(ILogger logger, Guid? submissionId, Exception? exception);

    [LoggerMessage(1905, LogLevel.Warning, "Lines of the journal cannot be read: {Reason}")]
    public static partial void JournalLinesSkipped(ILogger logger, string? reason);

    [LoggerMessage(1950, LogLevel.Warning, "The host {Host} is not documented by the service, and it receives the API key")]
    public static partial void UnknownHost(ILogger logger, string host);
}
