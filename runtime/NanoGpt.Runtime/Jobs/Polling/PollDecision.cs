using System.Net;
using NanoGpt.Http;

namespace NanoGpt.Jobs;

/// <summary>What an answer about a job means: an update, ask again, or stop. Pure: neither I/O nor clock.</summary>
internal abstract record PollDecision
{
    // A job may not be visible everywhere at once after its submission.
    private static readonly TimeSpan VisibleWithin = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan OutputWithin = TimeSpan.FromSeconds(60);

    // Longer than a phase of a job with a name of its own takes, and short enough that a wait does not seem to hang.
    private static readonly TimeSpan KnownWithin = TimeSpan.FromMinutes(20);
    private const int MostNotFound = 5;
    private const int MostForeign = 20;

    /// <summary>The service said where the job is.</summary>
    public sealed record Update(JobUpdate Job) : PollDecision
    {
        /// <summary>How long the service asks us to wait at least.</summary>
        public TimeSpan? NotBefore { get; init; }

        /// <summary>Whether what is left is our own estimate, which is no reason to ask later.</summary>
        public bool IsEstimated { get; init; }
    }

    /// <summary>Nothing that counts was learnt.</summary>
    /// <param name="Why">For people.</param>
    /// <param name="Next">The history for the next answer.</param>
    public sealed record Again(string Why, PollHistory Next) : PollDecision
    {
        /// <summary>How long the service asks us to wait at least.</summary>
        public TimeSpan? NotBefore { get; init; }

        /// <summary>Whether the answer was about another job.</summary>
        public bool IsForeign { get; init; }

        /// <summary>An update that is not to be believed yet: completed without a video, or failed for the first time.</summary>
        public JobUpdate? Seen { get; init; }

        public HttpStatusCode? StatusCode { get; init; }

        public Exception? Cause { get; init; }
    }

    /// <summary>Asking again will not help. The job is not failed by that.</summary>
    public sealed record Stop(NanoGptException Error) : PollDecision;

    /// <summary>What a complete answer means.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="runId">The job that was asked for.</param>
    /// <param name="origin">What relative links are relative to.</param>
    /// <param name="history">What came before.</param>
    public static PollDecision OfAnswer(ApiAnswer answer, string runId, Uri origin, PollHistory history) => answer.Status == HttpStatusCode.OK
        ? OfStatus(answer, runId, origin, history)
        : OfTrouble(answer, runId, history, static refusal => ApiErrors.ToException(refusal));

    /// <summary>What a complete answer means that is no status.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="runId">The job that was asked for.</param>
    /// <param name="history">What came before.</param>
    /// <param name="toError">The error of an answer that says no.</param>
    public static PollDecision OfTrouble(ApiAnswer answer, string runId, PollHistory history, Func<ApiAnswer, NanoGptException> toError)
    {
        switch ((int)answer.Status)
        {
            case 404 when answer.IsPage:
                return Foreign(answer, "a web page answered (404)", history);
            case 404:
                var notFound = history with { NotFound = history.NotFound + 1, Foreign = 0 };
                return notFound.NotFound <= MostNotFound || history.SinceSubmission < VisibleWithin
                    ? Retry(answer, "the service does not know it", notFound)
                    : new Stop(new JobNotFoundException($"The service does not know the job {runId}.")
                    { StatusCode = answer.Status, RequestId = answer.RequestId });

            case 408 or 429 or >= 500:
                return Retry(answer, FormattableString.Invariant($"the service answered {(int)answer.Status}"), history with { NotFound = 0, Foreign = 0 });

            case >= 400 when answer.IsPage:
                return Foreign(answer, FormattableString.Invariant($"a web page answered ({(int)answer.Status})"), history);
            case >= 400:
                return new Stop(toError(answer));

            default:
                return Foreign(answer, FormattableString.Invariant($"the service answered {(int)answer.Status}"), history);
        }
    }

    /// <summary>What it means that there is no complete answer: nothing about the job.</summary>
    public static PollDecision OfFailure(Exception cause, PollHistory history) =>
        new Again("there was no complete answer", history with { NotFound = 0 }) { Cause = cause };

    private static PollDecision OfStatus(ApiAnswer answer, string runId, Uri origin, PollHistory history)
    {
        if (StatusReader.Read(answer, origin, runId) is not var (isOther, update))
        {
            return Foreign(answer, "the answer is no status", history);
        }

        if (isOther)
        {
            return Foreign(answer, "the answer is about another job", history) is Again again ? again with { IsForeign = true } : Foreign(answer, "the answers are about other jobs", history);
        }

        return OfUpdate(
            update, answer, runId, "gives no link to its video. DownloadContentAsync may have it: that goes by the job's id.", history);
    }

    /// <summary>What an update means, which may not be believed at once.</summary>
    /// <param name="update">The update.</param>
    /// <param name="answer">What it came with.</param>
    /// <param name="runId">The job.</param>
    /// <param name="missing">What the service does not do if the job is completed without a video, and what helps.</param>
    /// <param name="history">What came before.</param>
    public static PollDecision OfUpdate(JobUpdate update, ApiAnswer answer, string runId, string missing, PollHistory history)
    {
        // A cache may say "failed" for a moment; money hangs on it, so it is asked a second time.
        if (update.Status == JobStatus.Failed && !history.HasFailed)
        {
            return new Again("it failed, which is asked once more", history with { NotFound = 0, Foreign = 0, HasFailed = true }) { Seen = update };
        }

        if (update.Status == JobStatus.Unknown && history.UnknownFor >= KnownWithin)
        {
            return new Stop(new NanoGptException(
                $"The status of the job {runId} has been unknown to this version for {KnownWithin.TotalMinutes:0} minutes: it is "
                + $"'{update.RawStatus}', with neither a video nor an error. The job goes on and its handle stays valid: wait again later.")
            { RequestId = answer.RequestId, StatusCode = answer.Status, IsRetrySafe = true });
        }

        if (update is not { Status: JobStatus.Completed, Outputs.Count: 0 })
        {
            return new Update(update) { NotBefore = answer.RetryAfter };
        }

        return history.EmptyFor >= OutputWithin
            ? new Stop(new OutputMissingException($"The job {runId} is completed, but the service {missing}")
            { RequestId = answer.RequestId, StatusCode = answer.Status })
            : new Again("it is completed without a video", history with { NotFound = 0, Foreign = 0 }) { Seen = update };
    }

    /// <summary>What answers is not the service; after many such answers there is no sense in asking on.</summary>
    public static PollDecision Foreign(ApiAnswer answer, string why, PollHistory history)
    {
        var next = history with { NotFound = 0, Foreign = history.Foreign + 1 };
        return next.Foreign < MostForeign
            ? Retry(answer, why, next)
            : new Stop(new NotTheApiException($"What answers is not the service: {why}. {answer.Text.Excerpt(answer.Body)}")
            { StatusCode = answer.Status, RequestId = answer.RequestId, IsRetrySafe = true });
    }

    /// <summary>Nothing is learnt; ask again.</summary>
    public static Again Retry(ApiAnswer answer, string why, PollHistory next) =>
        new(why, next) { NotBefore = answer.RetryAfter, StatusCode = answer.Status };
}

/// <summary>What earlier answers about a job were like, as far as it matters for the next.</summary>
internal readonly record struct PollHistory
{
    /// <summary>How long ago the job was submitted; null if that is not known.</summary>
    public TimeSpan? SinceSubmission { get; init; }

    /// <summary>Since when the job is completed without a video; null if it is not.</summary>
    public TimeSpan? EmptyFor { get; init; }

    /// <summary>How long the service has used status words that are not known; null if it has not.</summary>
    public TimeSpan? UnknownFor { get; init; }

    /// <summary>How many answers in a row said that there is no such job.</summary>
    public int NotFound { get; init; }

    /// <summary>How many answers in a row were none of this service.</summary>
    public int Foreign { get; init; }

    /// <summary>How many answers, without a usable one between them, said that the service itself failed.</summary>
    public int Troubled { get; init; }

    /// <summary>Whether an answer said that the job failed.</summary>
    public bool HasFailed { get; init; }
}
