namespace NanoGpt.Jobs;

/// <summary>Represents the outcome of a submission. Does not use I/O or the clock.</summary>
internal abstract record SubmitDecision
{
    /// <summary>There is a job.</summary>
    public sealed record Accepted(
        string RunId, string? Model, decimal? Cost, string? PaymentSource, decimal? RemainingBalance) : SubmitDecision
    {
        public Moderation? Moderation { get; init; }

        public string? PrechargeLabel { get; init; }

        public string? ProjectId { get; init; }

        public string? RequestId { get; init; }

        /// <summary>Gets the link of the video, which is returned only now; null for none.</summary>
        public Uri? DownloadLink { get; init; }
    }

    /// <summary>There is certainly no job.</summary>
    public sealed record Rejected(NanoGptException Error) : SubmitDecision
    {
        /// <summary>Gets a value that indicates whether the key was rejected and there is a newer one.</summary>
        public bool IsKeyRenewed { get; init; }
    }

    /// <summary>No byte of the body was sent. There is certainly no job.</summary>
    public sealed record NotSent(Exception Cause) : SubmitDecision;

    /// <summary>There may be a job.</summary>
    public sealed record Indeterminate(string Reason, Exception? Cause, HttpStatusCode? StatusCode, string? RequestId)
        : SubmitDecision
    {
        public string? Body { get; init; }
    }

    /// <summary>Interprets a response of NanoGPT.</summary>
    public static SubmitDecision FromResponse(ApiResponse response) =>
        FromResponse(response, FromSuccess, static refusal => ApiErrors.ToException(refusal));

    public static SubmitDecision FromResponse(
        ApiResponse response, Func<ApiResponse, SubmitDecision> readSuccess, Func<ApiResponse, NanoGptException> toError) =>
        (int)response.Status switch
        {
            200 or 201 or 202 => readSuccess(response),
            // Only these prove that nothing was accepted. A 408 may come from a proxy that has forwarded the request.
            _ when IsRejection((int)response.Status) => new Rejected(toError(response)),
            >= 300 and < 400 and var status =>
                UnknownOutcome(
                    response, $"the response is a redirect ({status}{(response.RedirectHost is { } host ? $" to {host}" : "")})"),
            _ => UnknownOutcome(response, $"the service returned {(int)response.Status}{DescribeReason(response)}"),
        };

    // The status is that of a response that a handler did not return.
    public static SubmitDecision FromFailure(bool isStarted, Exception cause, HttpStatusCode? responseStatus = null) =>
        (isStarted, responseStatus) switch
        {
            (_, { } status) when cause is RepeatedSendException && IsRejection((int)status) =>
                new Rejected(ApiErrors.ToException(new ApiResponse(status, []), cause)),
            (false, null) => new NotSent(cause),
            _ => new Indeterminate(
                cause switch
                {
                    TimeoutException => "no complete response arrived in time",
                    OperationCanceledException => "it was canceled while it was being sent",
                    RepeatedSendException => "a handler of the HttpClient tried to send it twice, which was prevented",
                    _ => "the connection broke before a complete response arrived",
                },
                cause,
                responseStatus,
                null),
        };

    private static SubmitDecision FromSuccess(ApiResponse response)
    {
        using var document = LenientJson.Parse(response.Body);
        if (document is null)
        {
            return UnknownOutcome(response, "the response cannot be read");
        }

        var root = document.RootElement;
        var body = root.Find("runId", "id") is null && root.Find("data") is { ValueKind: JsonValueKind.Object } data
            ? data
            : root;
        var runId = body.Find("runId").AsRunId() ?? body.Find("id").AsRunId() ?? body.Find("taskId").AsRunId();
        return runId is null
            ? UnknownOutcome(response, $"the response contains no job id{DescribeReason(response)}")
            : response.Text.ShowsCredentials(runId)
            ? UnknownOutcome(response, "the response contains the API key instead of a job id")   // it would be stored
            : body.HasTwice("runId") || body.HasTwice("id")
            ? UnknownOutcome(response, "the response contains two job ids")
            : new Accepted(
                runId,
                body.Find("model").AsCleanText(response.Text),
                body.Find("cost").AsAmount(),
                body.Find("paymentSource").AsCleanText(response.Text),
                body.Find("remainingBalance").AsAmount())
            {
                Moderation = response.Moderation,
                PrechargeLabel = body.Find("prechargeLabel").AsCleanText(response.Text),
                ProjectId = body.Find("projectId").AsCleanText(response.Text),
                RequestId = response.RequestId,
            };
    }

    private static bool IsRejection(int status) => status is >= 400 and < 500 and not 408;

    public static Indeterminate UnknownOutcome(ApiResponse response, string reason) =>
        new(reason, null, response.Status, response.RequestId)
        { Body = response.Body.Length == 0 ? null : response.Text.Excerpt(response.Body) };

    // A reason in the response, such as in a 200.
    public static string DescribeReason(ApiResponse response) =>
        ErrorReader.Read(response).Message is { } message ? $" ({message})" : "";
}
