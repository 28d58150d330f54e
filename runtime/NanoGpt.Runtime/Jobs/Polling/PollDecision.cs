using System.Net;

namespace NanoGpt.Jobs;

/// <summary>Represents the meaning of a response to a status request. Uses neither I/O nor clock.</summary>
internal abstract record PollDecision
{
    // A new job may not be visible at once.
    private static readonly TimeSpan VisibleWithin = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan OutputWithin = TimeSpan.FromSeconds(60);

    // Longer than any phase of a job, and short enough that a wait does not seem to hang.
    private static readonly TimeSpan KnownWithin = TimeSpan.FromMinutes(20);
    private const int MostNotFound = 5;
    private const int MostForeign = 20;

    /// <summary>The response has the status.</summary>
    public sealed record Update(JobUpdate Job) : PollDecision
    {
        /// <summary>Gets the minimum time until the next request that the service asks for.</summary>
        public TimeSpan? NotBefore { get; init; }

        /// <summary>Gets a value that indicates whether the remaining time is estimated, and no reason to poll later.</summary>
        public bool IsEstimated { get; init; }
    }

    /// <summary>The response does not count. Poll again.</summary>
    public sealed record Again(string Why, PollHistory Next) : PollDecision
    {
        /// <summary>Gets the minimum time until the next request that the service asks for.</summary>
        public TimeSpan? NotBefore { get; init; }

        /// <summary>Gets a value that indicates whether the response is about another job.</summary>
        public bool IsUnexpectedResponse { get; init; }

        /// <summary>Gets an update that needs confirmation: completed without a video, or failed for the first time.</summary>
        public JobUpdate? Seen { get; init; }

        public HttpStatusCode? StatusCode { get; init; }

        public Exception? Cause { get; init; }
    }

    /// <summary>Polling again does not help. The job may still continue.</summary>
    public sealed record Stop(NanoGptException Error) : PollDecision;

    /// <summary>Interprets a response of NanoGPT. Relative links are resolved by the origin.</summary>
    public static PollDecision FromResponse(ApiResponse answer, string runId, Uri origin, PollHistory history) =>
        answer.Status == HttpStatusCode.OK
            ? FromStatus(answer, runId, origin, history)
            : FromServerError(answer, runId, history, static refusal => ApiErrors.ToException(refusal));

    /// <summary>Interprets a response that is not 200.</summary>
    public static PollDecision FromServerError(
        ApiResponse answer, string runId, PollHistory history, Func<ApiResponse, NanoGptException> toError)
    {
        switch ((int)answer.Status)
        {
            case 404 when answer.IsPage:
                return UnexpectedResponse(answer, "a web page answered (404)", history);
            case 404:
                var notFound = history with { NotFound = history.NotFound + 1, UnexpectedResponses = 0 };
                return notFound.NotFound <= MostNotFound || history.SinceSubmission < VisibleWithin
                    ? Retry(answer, "the service does not know it", notFound)
                    : new Stop(new JobNotFoundException($"The service does not know the job {runId}.")
                    { StatusCode = answer.Status, RequestId = answer.RequestId });

            case 408 or 429 or >= 500:
                var next = history with { NotFound = 0, UnexpectedResponses = 0 };
                return Retry(answer, FormattableString.Invariant($"the service answered {(int)answer.Status}"), next);

            case >= 400 when answer.IsPage:
                return UnexpectedResponse(answer, FormattableString.Invariant($"a web page answered ({(int)answer.Status})"), history);
            case >= 400:
                return new Stop(toError(answer));

            default:
                return UnexpectedResponse(answer, FormattableString.Invariant($"the service answered {(int)answer.Status}"), history);
        }
    }

    /// <summary>Interprets a failure, which tells nothing about the job.</summary>
    public static PollDecision FromFailure(Exception cause, PollHistory history) =>
        new Again("there was no complete answer", history with { NotFound = 0 }) { Cause = cause };

    private static PollDecision FromStatus(ApiResponse answer, string runId, Uri origin, PollHistory history)
    {
        if (StatusReader.Read(answer, origin, runId) is not var (isOther, update))
        {
            return UnexpectedResponse(answer, "the answer is no status", history);
        }

        if (isOther)
        {
            return UnexpectedResponse(answer, "the answer is about another job", history) is Again again
                ? again with { IsUnexpectedResponse = true }
                : UnexpectedResponse(answer, "the answers are about other jobs", history);
        }

        const string Missing = "gives no link to its video. DownloadContentAsync may have it: that goes by the job's id.";
        return FromUpdate(update, answer, runId, Missing, history);
    }

    /// <summary>Interprets an update.</summary>
    /// <param name="update">The update.</param>
    /// <param name="answer">The response.</param>
    /// <param name="runId">The id of the job.</param>
    /// <param name="missing">The end of the message for a job that is completed without a video.</param>
    /// <param name="history">The history.</param>
    public static PollDecision FromUpdate(JobUpdate update, ApiResponse answer, string runId, string missing, PollHistory history)
    {
        // A cache may report a failure for a moment. A failure is final, so it is confirmed by a second request.
        if (update.Status == JobStatus.Failed && !history.HasFailed)
        {
            var next = history with { NotFound = 0, UnexpectedResponses = 0, HasFailed = true };
            return new Again("it failed, which is asked once more", next) { Seen = update };
        }

        if (update.Status == JobStatus.Unknown && history.UnknownFor >= KnownWithin)
        {
            return new Stop(new NanoGptException(
                $"The status of the job {runId} has been unknown to this version for {KnownWithin.TotalMinutes:0} minutes: it is "
                + $"'{update.RawStatus}', with neither a video nor an error. The job goes on and its handle stays valid: "
                + "wait again later.")
            { RequestId = answer.RequestId, StatusCode = answer.Status, IsRetrySafe = true });
        }

        if (update is not { Status: JobStatus.Completed, Outputs.Count: 0 })
        {
            return new Update(update) { NotBefore = answer.RetryAfter };
        }

        return history.EmptyFor >= OutputWithin
            ? new Stop(new OutputMissingException($"The job {runId} is completed, but the service {missing}")
            { RequestId = answer.RequestId, StatusCode = answer.Status })
            : new Again("it is completed without a video", history with { NotFound = 0, UnexpectedResponses = 0 }) { Seen = update };
    }

    /// <summary>Interprets a response that did not come from the service. Polling stops after many of them.</summary>
    public static PollDecision UnexpectedResponse(ApiResponse answer, string why, PollHistory history)
    {
        var next = history with { NotFound = 0, UnexpectedResponses = history.UnexpectedResponses + 1 };
        return next.UnexpectedResponses < MostForeign
            ? Retry(answer, why, next)
            : new Stop(new UnexpectedResponseException($"What answers is not the service: {why}. {answer.Text.Excerpt(answer.Body)}")
            { StatusCode = answer.Status, RequestId = answer.RequestId, IsRetrySafe = true });
    }

    public static Again Retry(ApiResponse answer, string why, PollHistory next) =>
        new(why, next) { NotBefore = answer.RetryAfter, StatusCode = answer.Status };
}

/// <summary>Represents what earlier responses about a job mean for the next.</summary>
internal readonly record struct PollHistory
{
    /// <summary>Gets the time since the submission; null if it is unknown.</summary>
    public TimeSpan? SinceSubmission { get; init; }

    /// <summary>Gets how long the job has been completed without a video; null if it is not.</summary>
    public TimeSpan? EmptyFor { get; init; }

    /// <summary>Gets how long the status has been unknown; null if it is known.</summary>
    public TimeSpan? UnknownFor { get; init; }

    /// <summary>Gets the number of consecutive responses without the job.</summary>
    public int NotFound { get; init; }

    /// <summary>Gets the number of consecutive responses from something else than the service.</summary>
    public int UnexpectedResponses { get; init; }

    /// <summary>Gets the number of server errors since the last usable response.</summary>
    public int Failures { get; init; }

    public bool HasFailed { get; init; }
}
