namespace NanoGpt.Jobs;

/// <summary>Represents the meaning of a response to a status request. Does not use I/O or the clock.</summary>
internal abstract record PollDecision
{
    // A new job may not be visible at once.
    private static readonly TimeSpan MaxVisibilityDelay = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan MaxOutputDelay = TimeSpan.FromSeconds(60);

    // Longer than any phase of a job, and short enough that a wait does not appear to hang.
    private static readonly TimeSpan MaxUnknownDuration = TimeSpan.FromMinutes(20);
    private const int MaxNotFound = 5;
    private const int MaxUnexpectedResponses = 20;

    /// <summary>The response has the status.</summary>
    public sealed record Update(JobUpdate Job) : PollDecision
    {
        /// <summary>Gets the minimum time until the next request that the service requests.</summary>
        public TimeSpan? NotBefore { get; init; }

        /// <summary>Gets a value that indicates whether the remaining time is only an estimate.</summary>
        public bool IsEstimated { get; init; }
    }

    /// <summary>The response does not count. Poll again.</summary>
    public sealed record Again(string Reason, PollHistory Next) : PollDecision
    {
        /// <summary>Gets the minimum time until the next request that the service requests.</summary>
        public TimeSpan? NotBefore { get; init; }

        /// <summary>Gets a value that indicates whether the response is about another job.</summary>
        public bool IsUnexpectedResponse { get; init; }

        /// <summary>Gets an update that requires confirmation: completed without a video, or failed for the first time.</summary>
        public JobUpdate? Observed { get; init; }

        public HttpStatusCode? StatusCode { get; init; }

        public Exception? Cause { get; init; }
    }

    /// <summary>Polling again does not help. The job may still continue.</summary>
    public sealed record Stop(NanoGptException Error) : PollDecision;

    /// <summary>Interprets a response of NanoGPT. Relative links are resolved by the origin.</summary>
    public static PollDecision FromResponse(ApiResponse response, string runId, Uri origin, PollHistory history) =>
        response.Status == HttpStatusCode.OK
            ? FromStatus(response, runId, origin, history)
            : FromServerError(response, runId, history, refusal => JobErrors.ForJob(ApiErrors.ToException(refusal), runId));

    public static PollDecision FromServerError(
        ApiResponse response, string runId, PollHistory history, Func<ApiResponse, NanoGptException> toError)
    {
        switch ((int)response.Status)
        {
            case 404 when response.IsPage:
                return UnexpectedResponse(response, "the response is a web page (404)", history);
            case 404:
                var notFound = history with { NotFound = history.NotFound + 1, UnexpectedResponses = 0 };
                return notFound.NotFound <= MaxNotFound || history.SinceSubmission < MaxVisibilityDelay
                    ? Retry(response, "the service does not know it", notFound)
                    : new Stop(new JobNotFoundException($"The service does not know the job {runId}.")
                    { StatusCode = response.Status, RequestId = response.RequestId });

            case 408 or 429 or >= 500:
                var next = history with { NotFound = 0, UnexpectedResponses = 0 };
                return Retry(response, FormattableString.Invariant($"the service returned {(int)response.Status}"), next);

            case >= 400 when response.IsPage:
                return UnexpectedResponse(
                    response, FormattableString.Invariant($"the response is a web page ({(int)response.Status})"), history);
            case >= 400:
                return new Stop(toError(response));

            default:
                return UnexpectedResponse(
                    response, FormattableString.Invariant($"the service returned {(int)response.Status}"), history);
        }
    }

    public static PollDecision FromFailure(Exception cause, PollHistory history) =>
        new Again("no complete response arrived", history with { NotFound = 0 }) { Cause = cause };

    private static PollDecision FromStatus(ApiResponse response, string runId, Uri origin, PollHistory history)
    {
        if (StatusReader.Read(response, origin, runId) is not var (isOther, update))
        {
            return UnexpectedResponse(response, "the response is not a status", history);
        }

        if (isOther)
        {
            return UnexpectedResponse(response, "the response is about another job", history) is Again again
                ? again with { IsUnexpectedResponse = true }
                : UnexpectedResponse(response, "the responses are about other jobs", history);
        }

        const string Missing = "returns no link to its video. DownloadContentAsync may download it by the id of the job.";
        return FromUpdate(update, response, runId, Missing, history);
    }

    /// <summary>Interprets an update. The text completes the message about a job without a video.</summary>
    public static PollDecision FromUpdate(
        JobUpdate update, ApiResponse response, string runId, string missing, PollHistory history)
    {
        // A cache may report a failure for a moment. A failure is final, so it is confirmed by a second request.
        if (update.Status == JobStatus.Failed && !history.HasFailed)
        {
            var next = history with { NotFound = 0, UnexpectedResponses = 0, HasFailed = true };
            return new Again("it failed, which is confirmed by another request", next) { Observed = update };
        }

        if (update.Status == JobStatus.Unknown && history.UnknownFor >= MaxUnknownDuration)
        {
            return new Stop(new NanoGptException(
                $"The job {runId} has had a status unknown to this version for {MaxUnknownDuration.TotalMinutes:0} minutes: "
                + $"'{update.RawStatus}', without a video or an error. The job continues, and its handle remains valid: "
                + "wait again later.")
            { RequestId = response.RequestId, StatusCode = response.Status, IsRetrySafe = true });
        }

        if (update is not { Status: JobStatus.Completed, Outputs.Count: 0 })
        {
            return new Update(update) { NotBefore = response.RetryAfter };
        }

        return history.EmptyFor >= MaxOutputDelay
            ? new Stop(new OutputMissingException($"The job {runId} is completed, but the service {missing}")
            { RequestId = response.RequestId, StatusCode = response.Status })
            : new Again("it is completed without a video", history with { NotFound = 0, UnexpectedResponses = 0 })
            { Observed = update };
    }

    /// <summary>Interprets a response that did not come from the service. Polling stops after many of them.</summary>
    public static PollDecision UnexpectedResponse(ApiResponse response, string reason, PollHistory history)
    {
        var next = history with { NotFound = 0, UnexpectedResponses = history.UnexpectedResponses + 1 };
        return next.UnexpectedResponses < MaxUnexpectedResponses
            ? Retry(response, reason, next)
            : new Stop(new UnexpectedResponseException(
                $"Repeated responses did not come from the service: {reason}. {response.Text.Excerpt(response.Body)}")
            { StatusCode = response.Status, RequestId = response.RequestId, IsRetrySafe = true });
    }

    public static Again Retry(ApiResponse response, string reason, PollHistory next) =>
        new(reason, next) { NotBefore = response.RetryAfter, StatusCode = response.Status };
}

/// <summary>Represents earlier responses about a job.</summary>
internal readonly record struct PollHistory
{
    public TimeSpan? SinceSubmission { get; init; }

    /// <summary>Gets how long the job has been completed without a video; null if it is not.</summary>
    public TimeSpan? EmptyFor { get; init; }

    /// <summary>Gets how long the status has been unknown; null if it is known.</summary>
    public TimeSpan? UnknownFor { get; init; }

    /// <summary>Gets the number of consecutive responses without the job.</summary>
    public int NotFound { get; init; }

    /// <summary>Gets the number of consecutive responses that did not come from the service.</summary>
    public int UnexpectedResponses { get; init; }

    /// <summary>Gets the number of server errors since the last usable response.</summary>
    public int Failures { get; init; }

    public bool HasFailed { get; init; }
}
