using System.Net;
using System.Text.Json;

namespace NanoGpt.Jobs;

/// <summary>
/// Represents the outcome of a submission: accepted, rejected, not sent, or unknown; never guessed. Uses neither I/O nor clock.
/// </summary>
internal abstract record SubmitDecision
{
    /// <summary>There is a job.</summary>
    public sealed record Accepted(
        string RunId, string? Model, decimal? Cost, string? PaymentSource, decimal? RemainingBalance) : SubmitDecision
    {
        public Moderation? Moderation { get; init; }

        /// <summary>Gets the link of the video, which is returned only now; null for none.</summary>
        public Uri? DownloadLink { get; init; }
    }

    /// <summary>There is certainly no job.</summary>
    public sealed record Rejected(NanoGptException Error) : SubmitDecision
    {
        /// <summary>Gets a value that indicates whether the key was refused and there is a newer one.</summary>
        public bool IsKeyRenewed { get; init; }
    }

    /// <summary>No byte of the body was sent. There is certainly no job.</summary>
    public sealed record NotSent(Exception Cause) : SubmitDecision;

    /// <summary>There may be a job.</summary>
    public sealed record Indeterminate(string Why, Exception? Cause, HttpStatusCode? StatusCode, string? RequestId)
        : SubmitDecision
    {
        /// <summary>Gets the beginning of the response.</summary>
        public string? Body { get; init; }
    }

    /// <summary>Interprets a response of NanoGPT.</summary>
    public static SubmitDecision FromResponse(ApiResponse answer) =>
        FromResponse(answer, FromSuccess, static refusal => ApiErrors.ToException(refusal));

    /// <summary>Interprets a response.</summary>
    public static SubmitDecision FromResponse(
        ApiResponse answer, Func<ApiResponse, SubmitDecision> ofSuccess, Func<ApiResponse, NanoGptException> toError) =>
        (int)answer.Status switch
        {
            200 or 201 or 202 => ofSuccess(answer),
            // Only these prove that nothing was accepted. A 408 may come from a proxy that had passed the request on.
            _ when IsRefusal((int)answer.Status) => new Rejected(toError(answer)),
            >= 300 and < 400 and var status =>
                UnknownOutcome(answer, $"the answer was a redirect ({status}{(answer.RedirectHost is { } host ? $" to {host}" : "")})"),
            _ => UnknownOutcome(answer, $"the service answered {(int)answer.Status}{Reason(answer)}"),
        };

    /// <summary>Interprets a failure.</summary>
    /// <param name="isStarted">Whether sending the body had begun.</param>
    /// <param name="cause">The failure.</param>
    /// <param name="answered">The status of the response, if a handler did not pass it on.</param>
    public static SubmitDecision FromFailure(bool isStarted, Exception cause, HttpStatusCode? answered = null) =>
        (isStarted, answered) switch
        {
            (_, { } status) when cause is RepeatedSendException && IsRefusal((int)status) =>
                new Rejected(ApiErrors.ToException(new ApiResponse(status, []), cause)),
            (false, null) => new NotSent(cause),
            _ => new Indeterminate(
                cause switch
                {
                    TimeoutException => "there was no complete answer in time",
                    OperationCanceledException => "it was canceled while it was on its way",
                    RepeatedSendException => "a handler of the HttpClient tried to send it twice, which was refused",
                    _ => "the connection broke before there was a complete answer",
                },
                cause,
                answered,
                null),
        };

    private static SubmitDecision FromSuccess(ApiResponse answer)
    {
        using var document = LenientJson.Parse(answer.Body);
        if (document is null)
        {
            return UnknownOutcome(answer, "the answer cannot be read");
        }

        var root = document.RootElement;
        var body = root.Find("runId", "id") is null && root.Find("data") is { ValueKind: JsonValueKind.Object } data
            ? data
            : root;
        var runId = body.Find("runId").AsRunId() ?? body.Find("id").AsRunId() ?? body.Find("taskId").AsRunId();
        return runId is null
            ? UnknownOutcome(answer, $"the answer names no job{Reason(answer)}")
            : answer.Text.ShowsCredentials(runId)
            ? UnknownOutcome(answer, "the answer names the API key instead of a job")   // it would be stored in handles and journals
            : body.HasTwice("runId") || body.HasTwice("id")
            ? UnknownOutcome(answer, "the answer names two jobs")
            : new Accepted(
                runId,
                body.Find("model").AsCleanText(answer.Text),
                body.Find("cost").AsAmount(),
                body.Find("paymentSource").AsCleanText(answer.Text),
                body.Find("remainingBalance").AsAmount()) { Moderation = answer.Moderation };
    }

    private static bool IsRefusal(int status) => status is >= 400 and < 500 and not 408;

    public static Indeterminate UnknownOutcome(ApiResponse answer, string why) =>
        new(why, null, answer.Status, answer.RequestId)
        { Body = answer.Body.Length == 0 ? null : answer.Text.Excerpt(answer.Body) };

    // A reason in the response, such as in a 200.
    public static string Reason(ApiResponse answer) => ErrorReader.Read(answer).Message is { } message ? $" ({message})" : "";
}
