using System.Net;
using System.Text.Json;
using NanoGpt.Http;

namespace NanoGpt.Jobs;

/// <summary>
/// What came of a submission: accepted, rejected, not sent, or unknown, never guessed. Pure: neither I/O nor clock.
/// </summary>
internal abstract record SubmitDecision
{
    /// <summary>There is a job.</summary>
    public sealed record Accepted(string RunId, string? Model, decimal? Cost, string? PaymentSource, decimal? RemainingBalance) : SubmitDecision
    {
        public Moderation? Moderation { get; init; }

        /// <summary>Where the video will be, shown this once; null for none.</summary>
        public Uri? DownloadLink { get; init; }
    }

    /// <summary>There is no job, for sure.</summary>
    public sealed record Rejected(NanoGptException Error) : SubmitDecision
    {
        /// <summary>Whether it was refused for its key, and there is a newer one by now.</summary>
        public bool IsKeyRenewed { get; init; }
    }

    /// <summary>Not a byte of the body left; there is no job, for sure.</summary>
    public sealed record NotSent(Exception Cause) : SubmitDecision;

    /// <summary>There may be a job.</summary>
    public sealed record Indeterminate(string Why, Exception? Cause, HttpStatusCode? StatusCode, string? RequestId) : SubmitDecision
    {
        /// <summary>The start of the answer that could not be understood.</summary>
        public string? Body { get; init; }
    }

    /// <summary>What a complete answer of NanoGPT means.</summary>
    public static SubmitDecision OfAnswer(ApiAnswer answer) => OfAnswer(answer, OfSuccess, static refusal => ApiErrors.ToException(refusal));

    /// <summary>What a complete answer means.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="ofSuccess">What one means that says yes.</param>
    /// <param name="toError">The error of one that says no.</param>
    public static SubmitDecision OfAnswer(
        ApiAnswer answer, Func<ApiAnswer, SubmitDecision> ofSuccess, Func<ApiAnswer, NanoGptException> toError) => (int)answer.Status switch
    {
        200 or 201 or 202 => ofSuccess(answer),
        // Only these say that nothing was accepted; 408 may come from a proxy that had passed the request on.
        _ when IsRefusal((int)answer.Status) => new Rejected(toError(answer)),
        >= 300 and < 400 => Open(answer, $"the answer was a redirect ({(int)answer.Status}{(answer.RedirectHost is { } host ? $" to {host}" : "")})"),
        _ => Open(answer, $"the service answered {(int)answer.Status}{Reason(answer)}"),
    };

    /// <summary>What it means that there is no complete answer.</summary>
    /// <param name="isStarted">Whether sending the body had begun.</param>
    /// <param name="cause">What happened.</param>
    /// <param name="answered">The status that the service gave, if some handler kept the answer to itself.</param>
    public static SubmitDecision OfFailure(bool isStarted, Exception cause, HttpStatusCode? answered = null) => (isStarted, answered) switch
    {
        (_, { } status) when cause is RepeatedSendException && IsRefusal((int)status) =>
            new Rejected(ApiErrors.ToException(new ApiAnswer(status, []), cause)),
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

    private static SubmitDecision OfSuccess(ApiAnswer answer)
    {
        using var document = LooseJson.Parse(answer.Body);
        if (document is null)
        {
            return Open(answer, "the answer cannot be read");
        }

        var root = document.RootElement;
        var body = root.Find("runId", "id") is null && root.Find("data") is { ValueKind: JsonValueKind.Object } data ? data : root;
        var runId = body.Find("runId").AsRunId() ?? body.Find("id").AsRunId() ?? body.Find("taskId").AsRunId();
        return runId is null
            ? Open(answer, $"the answer names no job{Reason(answer)}")
            : answer.Text.ShowsCredentials(runId)
            ? Open(answer, "the answer names the API key instead of a job")   // it would go into handles and journals
            : body.HasTwice("runId") || body.HasTwice("id")
            ? Open(answer, "the answer names two jobs")
            : new Accepted(
                runId,
                body.Find("model").AsCleanText(answer.Text),
                body.Find("cost").AsAmount(),
                body.Find("paymentSource").AsCleanText(answer.Text),
                body.Find("remainingBalance").AsAmount()) { Moderation = answer.Moderation };
    }

    private static bool IsRefusal(int status) => status is >= 400 and < 500 and not 408;

    /// <summary>There may be a job: the answer does not tell.</summary>
    public static Indeterminate Open(ApiAnswer answer, string why) =>
        new(why, null, answer.Status, answer.RequestId) { Body = answer.Body.Length == 0 ? null : answer.Text.Excerpt(answer.Body) };

    // What it says beside, such as a reason in a 200.
    public static string Reason(ApiAnswer answer) => ErrorReader.Read(answer).Message is { } message ? $" ({message})" : "";
}
