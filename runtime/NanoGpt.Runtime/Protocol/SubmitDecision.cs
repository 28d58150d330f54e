using System.Net;
using System.Text.Json;

namespace NanoGpt;

/// <summary>
/// What came of a submission: accepted, rejected, not sent, or unknown, never guessed. Pure: neither I/O nor clock.
/// </summary>
internal abstract record SubmitDecision
{
    /// <summary>There is a job.</summary>
    public sealed record Accepted(string RunId, string? Model, decimal? Cost, string? PaymentSource, decimal? RemainingBalance) : SubmitDecision;

    /// <summary>There is no job, for sure.</summary>
    public sealed record Rejected(NanoGptException Error) : SubmitDecision;

    /// <summary>Not a byte of the body left; there is no job, for sure.</summary>
    public sealed record NotSent(Exception Cause) : SubmitDecision;

    /// <summary>There may be a job.</summary>
    public sealed record Unknown(string Why, Exception? Cause, HttpStatusCode? StatusCode, string? RequestId) : SubmitDecision;

    /// <summary>What a complete answer means.</summary>
    public static SubmitDecision OfAnswer(ApiAnswer answer) => (int)answer.Status switch
    {
        200 or 201 or 202 => OfSuccess(answer),
        // Only these say that nothing was accepted; 408 may come from a proxy that had passed the request on.
        >= 400 and < 500 and not 408 => new Rejected(ApiErrors.ToException(answer)),
        >= 300 and < 400 => Open(answer, $"the answer was a redirect ({(int)answer.Status})"),
        _ => Open(answer, $"the service answered {(int)answer.Status}{Reason(answer)}"),
    };

    /// <summary>What it means that there is no complete answer.</summary>
    /// <param name="isStarted">Whether sending the body had begun.</param>
    /// <param name="cause">What happened.</param>
    public static SubmitDecision OfFailure(bool isStarted, Exception cause) => isStarted
        ? new Unknown(
            cause switch
            {
                TimeoutException => "there was no complete answer in time",
                OperationCanceledException => "it was canceled while it was on its way",
                _ => "the connection broke before there was a complete answer",
            },
            cause,
            null,
            null)
        : new NotSent(cause);

    private static SubmitDecision OfSuccess(ApiAnswer answer)
    {
        using var document = LooseJson.Parse(answer.Body);
        if (document is null)
        {
            return Open(answer, "the answer cannot be read");
        }

        var root = document.RootElement;
        var body = root.Find("runId", "id") is null && root.Find("data") is { ValueKind: JsonValueKind.Object } data ? data : root;
        var runId = body.Find("runId").AsRunId() ?? body.Find("id").AsRunId();
        return runId is null
            ? Open(answer, "the answer names no job")
            : new Accepted(
                runId,
                body.Find("model").AsCleanText(),
                body.Find("cost").AsAmount(),
                body.Find("paymentSource").AsCleanText(),
                body.Find("remainingBalance").AsAmount());
    }

    private static Unknown Open(ApiAnswer answer, string why) => new(why, null, answer.Status, answer.RequestId);

    private static string Reason(ApiAnswer answer) => ErrorReader.Read(answer.Body).Message is { } message ? $" ({message})" : "";
}
