using System.Net;
using System.Threading.RateLimiting;

namespace NanoGpt.Clients;

/// <summary>
/// Represents the protocol of Venice: queue ids, which need the model, and one endpoint that returns the status or the video.
/// </summary>
/// <remarks>
/// Every 4xx except 408 proves that no job was accepted. All other responses without a queue id prove nothing, including 503:
/// Venice documents none for the queue, and a gateway may send one.
/// </remarks>
internal sealed class VeniceProtocol(ApiConnection api) : VideoProtocol
{
    public const string RetrievePath = "video/retrieve";

    // About nine minutes with the default interval and backoff.
    private const int MostTroubled = 20;

    private const string Missing =
        "hands it out only under a link that it showed at submission, and this job does not have that link: "
        + "handles carry it only by ToHandleJson(includeDownloadLink: true).";

    public override string Provider => Providers.Venice;

    public override string SubmitPath => "video/queue";

    public override int SubmitsPerMinute => 40;

    public override int StatusRequestsPerSecond => 2;   // 120 a minute, never in bursts

    public override IReconciler Reconciler { get; } = new NoReconciler();

    public override bool ListsJobs => false;

    // The link of a private model is returned once: the journal keeps it until the video is downloaded.
    public override bool EndsWhenSaved => true;

    public override string UnknownAdvice =>
        "Venice takes no id of ours and lists no jobs, so nothing can find out by itself: "
        + $"look at the account's usage, and say what became of it with {nameof(IVeniceClient.ResolveManually)} before you send it again.";

    public override SubmitDecision ReadSubmission(ApiResponse answer) =>
        SubmitDecision.FromResponse(answer, ReadQueued, VeniceErrors.ToException);

    public override Task<ApiResponse> RequestStatusAsync(VideoJob job, RateLimitLease permit, CancellationToken cancellationToken) =>
        api.RequestAsync(
            new ApiRequest(HttpMethod.Post, RetrievePath)
            { Json = VeniceBodies.Retrieve(job), MayBeVideo = true, Permit = permit },
            cancellationToken);

    public override PollDecision ReadStatus(ApiResponse answer, VideoJob job, PollHistory history)
    {
        switch (answer.Status)
        {
            case HttpStatusCode.OK:
                return ReadRetrieved(answer, job, history);

            case HttpStatusCode.UnprocessableEntity:
                return new PollDecision.Update(VeniceStatus.OfRefusal(answer));

            // Venice has no status for a job that failed by itself: it returns these again and again.
            case HttpStatusCode.InternalServerError or HttpStatusCode.ServiceUnavailable when VeniceErrors.IsOwn(answer):
                var next = history with { NotFound = 0, UnexpectedResponses = 0, Failures = history.Failures + 1 };
                return next.Failures < MostTroubled
                    ? PollDecision.Retry(answer, FormattableString.Invariant($"the service answered {(int)answer.Status}"), next)
                    : new PollDecision.Stop(GivenUp(answer, job));

            default:
                return PollDecision.FromServerError(answer, job.RunId, history, VeniceErrors.ToException);
        }
    }

    private PollDecision ReadRetrieved(ApiResponse answer, VideoJob job, PollHistory history)
    {
        if (answer.IsVideo)
        {
            return new PollDecision.Update(new JobUpdate
            {
                Status = JobStatus.Completed,
                RawStatus = VeniceStatus.Completed,
                Outputs = [new VideoOutput(api.Resolve(RetrievePath)) { IsLink = false }],
            });
        }

        if (VeniceStatus.Read(answer, job.DownloadLink) is not { } update)
        {
            return PollDecision.UnexpectedResponse(answer, "the answer is neither a status nor a video", history);
        }

        var decision = PollDecision.FromUpdate(update, answer, job.RunId, Missing, history);
        return decision is PollDecision.Update known ? known with { IsEstimated = true } : decision;
    }

    private static NanoGptException GivenUp(ApiResponse answer, VideoJob job)
    {
        var error = VeniceErrors.ToException(answer);
        return new NanoGptException(
            $"Venice answers every question about the job {job.RunId} with an error, {MostTroubled} times by now: "
            + $"{error.Message} The job may have failed, or the service has; its handle stays good, so ask again later.",
            error)
        { StatusCode = answer.Status, RequestId = answer.RequestId, IsRetrySafe = true };
    }

    private static SubmitDecision ReadQueued(ApiResponse answer)
    {
        using var document = LenientJson.Parse(answer.Body);
        if (document is null)
        {
            return SubmitDecision.UnknownOutcome(answer, "the answer cannot be read");
        }

        var root = document.RootElement;
        return root.Find("queue_id").AsRunId() is not { } queueId
            ? SubmitDecision.UnknownOutcome(answer, $"the answer names no job{SubmitDecision.Reason(answer)}")
            : answer.Text.ShowsCredentials(queueId) ? SubmitDecision.UnknownOutcome(answer, "the answer names the API key instead of a job")
            : root.HasTwice("queue_id") ? SubmitDecision.UnknownOutcome(answer, "the answer names two jobs")
            : new SubmitDecision.Accepted(
                queueId, root.Find("model").AsCleanText(answer.Text), null, null, answer.RemainingBalance)
            { DownloadLink = root.Find("download_url").AsLink(answer.Text) };
    }
}

/// <summary>Determines no outcomes, because Venice accepts no submission ids and lists no jobs.</summary>
internal sealed class NoReconciler : IReconciler
{
    private static readonly ReconcileDecision Inconclusive =
        new ReconcileDecision.Inconclusive("Venice has no list of jobs that could be asked");

    public Task<ReconcileDecision> LookAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult(Inconclusive);

    public Task<IReadOnlyDictionary<Guid, ReconcileDecision>> ReconcileAsync(
        IReadOnlyList<OpenSubmission> submissions, IReadOnlySet<string> known, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<Guid, ReconcileDecision>>(
            submissions.ToDictionary(static submission => submission.Id, static _ => Inconclusive));
}
