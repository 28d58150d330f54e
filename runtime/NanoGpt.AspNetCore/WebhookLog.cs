using Microsoft.Extensions.Logging;

namespace NanoGpt.AspNetCore;

/// <summary>Contains the log events of the webhook endpoint. None contains a secret or a text of an unverified request.</summary>
internal static partial class WebhookLog
{
    [LoggerMessage(1960, LogLevel.Debug, "Webhook {Id} says that a job has ended")]
    public static partial void Received(ILogger logger, string id);

    [LoggerMessage(1961, LogLevel.Debug, "Webhook {Id} was received before and is ignored")]
    public static partial void Repeated(ILogger logger, string id);

    [LoggerMessage(1962, LogLevel.Warning, "A webhook was rejected: {Reason}")]
    public static partial void Rejected(ILogger logger, string reason);

    [LoggerMessage(1963, LogLevel.Error, "Webhook {Id} could not be handled")]
    public static partial void Failed(ILogger logger, string id, Exception exception);
}
