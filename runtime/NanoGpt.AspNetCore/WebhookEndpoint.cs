using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NanoGpt.Hosting;

namespace NanoGpt.AspNetCore;

/// <summary>
/// Verifies a webhook before anything else uses it, and passes it to the handlers. It changes no state: a forged, old or repeated
/// webhook has no effect.
/// </summary>
internal sealed class WebhookEndpoint(
    IOptionsMonitor<WebhookOptions> options, IEnumerable<IJobNoticeHandler> handlers, TimeProvider time,
    ILogger<WebhookEndpoint> logger)
{
    public const string SubmissionId = "submissionId";

    private readonly SeenWebhooks seen = new(time);

    public async Task HandleAsync(HttpContext context)
    {
        var cancellationToken = context.RequestAborted;
        if (await WebhookBody.ReadAsync(context.Request.Body, cancellationToken).ConfigureAwait(false) is not { } body)
        {
            WebhookLog.Rejected(logger, $"its body has more than {WebhookBody.MaxBytes} bytes");
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        var current = options.CurrentValue;
        var id = context.Request.Headers["webhook-id"].ToString();
        if (FindProblem(context.Request.Headers, id, body, current, out var sentAt) is { } problem)
        {
            WebhookLog.Rejected(logger, problem);
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
        if (!seen.TryAdd(id, sentAt + current.Tolerance))
        {
            WebhookLog.Repeated(logger, id);
            return;
        }

        WebhookLog.Received(logger, id);
        var notice = new JobNotice(id, WebhookBody.FindTexts(body))
        {
            SubmissionId = Guid.TryParse(context.GetRouteValue(SubmissionId) as string, out var submission) ? submission : null,
        };
        try
        {
            foreach (var handler in handlers)
            {
                await handler.HandleAsync(notice, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            seen.Remove(id);
            WebhookLog.Failed(logger, id, exception);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    private string? FindProblem(
        IHeaderDictionary headers, string id, byte[] body, WebhookOptions current, out DateTimeOffset sentAt)
    {
        var (timestamp, signatures) = (headers["webhook-timestamp"].ToString(), headers["webhook-signature"].ToString());
        sentAt = default;
        if (id.Length == 0 || timestamp.Length == 0 || signatures.Length == 0)
        {
            return "a header is missing";
        }

        if (WebhookSignature.ReadTimestamp(timestamp) is not { } seconds)
        {
            return "its timestamp is not a whole number";
        }

        if (!WebhookSignature.IsValid(
            id, timestamp, signatures, body, current.Secrets.Select(WebhookSignature.ReadSecret).OfType<byte[]>()))
        {
            return "no secret of this host has signed it";
        }

        // Compared as numbers: a signed number may be outside the range of dates.
        var difference = Math.Abs(seconds - time.GetUtcNow().ToUnixTimeSeconds());
        if (difference > current.Tolerance.TotalSeconds)
        {
            return "its timestamp is too far from now";
        }

        sentAt = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return null;
    }
}
