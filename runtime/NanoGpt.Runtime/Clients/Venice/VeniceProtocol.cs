namespace NanoGpt.Clients;

/// <summary>Represents the protocol of Venice: queue ids, and one endpoint for the status and the video.</summary>
/// <remarks>
/// Every 4xx except 408 proves that no job was accepted. All other responses without a queue id prove nothing, including 503:
/// Venice documents none for the queue, and a gateway may send one.
/// </remarks>
internal sealed class VeniceProtocol(ApiConnection api, VeniceClientOptions options) : VideoProtocol(api, options)
{
    public const string RetrievePath = "video/retrieve";

    // About nine minutes with the default interval and backoff.
    private const int MaxServerErrors = 20;

    private const string MissingOutput =
        "provides it only at a link that it returned at submission, and this job does not have that link: "
        + "resume it with a handle that contains it, from 'nanogpt submit' or ToHandleJson(includeDownloadLink: true).";

    public override string Provider => Providers.Venice;

    public override string SubmitPath => "video/queue";

    public override int SubmitsPerMinute => VeniceClient.SubmissionsPerMinute;

    public override int StatusRequestsPerSecond => VeniceClient.StatusRequestsPerSecond;

    public override IReconciler Reconciler { get; } = new NoReconciler();

    public override bool ListsJobs => false;

    // The link of a private model is returned once: the journal keeps it until the video is downloaded.
    public override bool EndsWhenSaved => true;

    public override string UnknownAdvice =>
        "Venice accepts no submission id and lists no jobs, so the outcome cannot be determined automatically: check the usage "
        + $"of the account, and record the outcome with {nameof(IVeniceClient.ResolveManuallyAsync)} before you submit it again.";

    public override SubmitDecision ReadSubmission(ApiResponse response) =>
        SubmitDecision.FromResponse(response, ReadQueued, VeniceErrors.ToException);

    public override Task<ApiResponse> RequestStatusAsync(
        VideoJob job, RateLimitLease permit, CancellationToken cancellationToken) =>
        Api.RequestAsync(
            new ApiRequest(HttpMethod.Post, RetrievePath)
            { Json = VeniceBodies.Retrieve(job), MayBeVideo = true, Permit = permit },
            cancellationToken);

    public override PollDecision ReadStatus(ApiResponse response, VideoJob job, PollHistory history)
    {
        switch (response.Status)
        {
            case HttpStatusCode.OK:
                return ReadRetrieved(response, job, history);

            case HttpStatusCode.UnprocessableEntity:
                return new PollDecision.Update(VeniceStatus.FromRefusal(response));

            // Venice reports no status for a job that failed: it returns these errors repeatedly.
            case HttpStatusCode.InternalServerError or HttpStatusCode.ServiceUnavailable
                when VeniceErrors.IsFromService(response):
                var next = history with { NotFound = 0, UnexpectedResponses = 0, Failures = history.Failures + 1 };
                return next.Failures < MaxServerErrors
                    ? PollDecision.Retry(
                        response, FormattableString.Invariant($"the service returned {(int)response.Status}"), next)
                    : new PollDecision.Stop(CreateStopError(response, job));

            default:
                return PollDecision.FromServerError(response, job.RunId, history, VeniceErrors.ToException);
        }
    }

    private PollDecision ReadRetrieved(ApiResponse response, VideoJob job, PollHistory history)
    {
        if (response.IsVideo)
        {
            return new PollDecision.Update(new JobUpdate
            {
                Status = JobStatus.Completed,
                RawStatus = VeniceStatus.Completed,
                Outputs = [new VideoOutput(Api.Resolve(RetrievePath)) { IsLink = false }],
            });
        }

        if (VeniceStatus.Read(response, job.DownloadLink) is not { } update)
        {
            return PollDecision.UnexpectedResponse(response, "the response is neither a status nor a video", history);
        }

        var decision = PollDecision.FromUpdate(update, response, job.RunId, MissingOutput, history);
        return decision is PollDecision.Update known ? known with { IsEstimated = true } : decision;
    }

    private static NanoGptException CreateStopError(ApiResponse response, VideoJob job)
    {
        var error = VeniceErrors.ToException(response);
        return new NanoGptException(
            $"Venice returned an error for each of {MaxServerErrors} status requests for the job {job.RunId}: {error.Message} "
            + "Either the job or the service failed. The handle remains valid: poll again later.",
            error)
        { StatusCode = response.Status, RequestId = response.RequestId, IsRetrySafe = true };
    }

    private static SubmitDecision ReadQueued(ApiResponse response)
    {
        using var document = LenientJson.Parse(response.Body);
        if (document is null)
        {
            return SubmitDecision.UnknownOutcome(response, "the response cannot be read");
        }

        var root = document.RootElement;
        return root.Find("queue_id").AsRunId() is not { } queueId
            ? SubmitDecision.UnknownOutcome(response, $"the response contains no job id{SubmitDecision.DescribeReason(response)}")
            : response.Text.ShowsCredentials(queueId)
            ? SubmitDecision.UnknownOutcome(response, "the response contains the API key instead of a job id")
            : root.HasTwice("queue_id") ? SubmitDecision.UnknownOutcome(response, "the response contains two job ids")
            : new SubmitDecision.Accepted(
                queueId, root.Find("model").AsCleanText(response.Text), null, null, response.RemainingBalance)
            { DownloadLink = root.Find("download_url").AsLink(response.Text) };
    }
}

/// <summary>Determines no outcomes, because Venice accepts no submission ids and lists no jobs.</summary>
internal sealed class NoReconciler : IReconciler
{
    private static readonly ReconcileDecision Inconclusive =
        new ReconcileDecision.Inconclusive("Venice does not list jobs");

    public Task<ReconcileDecision> LookAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult(Inconclusive);

    public Task<IReadOnlyDictionary<Guid, ReconcileDecision>> ReconcileAsync(
        IReadOnlyList<OpenSubmission> submissions, IReadOnlySet<string> known, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<Guid, ReconcileDecision>>(
            submissions.ToDictionary(static submission => submission.Id, static _ => Inconclusive));
}

/// <summary>Creates the bodies of requests to Venice about a job.</summary>
internal static class VeniceBodies
{
    // The keys that a price depends on.
    public static readonly IReadOnlySet<string> QuoteKeys = new HashSet<string>(StringComparer.Ordinal)
    {
        "model", "duration", "aspect_ratio", "resolution", "upscale_factor", "audio", "video_url",
    };

    // Explicit, although it is the default: a deleted video is lost.
    public static byte[] Retrieve(VideoJob job) =>
        Create(job, static json => json.WriteBoolean("delete_media_on_completion", false));

    public static byte[] Complete(VideoJob job) => Create(job, static _ => { });

    private static byte[] Create(VideoJob job, Action<Utf8JsonWriter> writeMembers) => JsonText.Object(json =>
    {
        json.WriteString("model", job.Model);
        json.WriteString("queue_id", job.RunId);
        writeMembers(json);
    });
}
