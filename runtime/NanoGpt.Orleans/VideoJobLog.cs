using Microsoft.Extensions.Logging;

namespace NanoGpt.Orleans;

/// <summary>Contains the log events of the grains.</summary>
internal static partial class VideoJobLog
{
    [LoggerMessage(1970, LogLevel.Warning, "The work on submission {SubmissionId} failed and is tried again in {Delay}")]
    public static partial void WorkFailed(ILogger logger, Guid submissionId, TimeSpan delay, Exception exception);
}
