namespace NanoGpt.Clients;

/// <summary>Represents the protocol of NanoGPT: run ids, GET status requests, links to videos, lists of jobs.</summary>
internal sealed class NanoGptProtocol : VideoProtocol
{
    private readonly NanoGptClientOptions options;

    public NanoGptProtocol(ApiConnection api, NanoGptClientOptions options)
        : base(api, options)
    {
        this.options = options;
        ExtendLimiter = Limits.PerMinute(options.ExtendLimiter, 20);
        RecentJobs = new Reconciler(
            api, Limits.PerMinute(options.RecoverLimiter, 20), options.EffectiveGrace, options.ReconcileWindow,
            options.TimeProvider);
    }

    public Reconciler RecentJobs { get; }

    public RateLimiter ExtendLimiter { get; }

    public override string Provider => Providers.NanoGpt;

    public override string SubmitPath => "api/generate-video";

    public override int SubmitsPerMinute => NanoGptClient.SubmissionsPerMinute;

    public override int StatusRequestsPerSecond => NanoGptClient.StatusRequestsPerSecond;

    public override IReconciler Reconciler => RecentJobs;

    public override UnknownOutcomePolicy UnknownOutcomePolicy => options.UnknownOutcomePolicy;

    public override NotFoundPolicy NotFoundPolicy => options.NotFoundPolicy;

    public override bool ConflictMayBeJob => true;

    public override SubmitDecision ReadSubmission(ApiResponse response) => SubmitDecision.FromResponse(response);

    public override Task<ApiResponse> RequestStatusAsync(
        VideoJob job, RateLimitLease permit, CancellationToken cancellationToken) =>
        Api.RequestAsync(new ApiRequest(HttpMethod.Get, StatusPath(job)) { Permit = permit }, cancellationToken);

    public override PollDecision ReadStatus(ApiResponse response, VideoJob job, PollHistory history) =>
        PollDecision.FromResponse(response, job.RunId, Api.BaseAddress, history);

    public override async Task<RequestCharge?> FindChargeAsync(string requestId, CancellationToken cancellationToken)
    {
        try
        {
            return ReadCharge(
                await Api.RequestAsync(ChargeRequest(requestId), cancellationToken).ConfigureAwait(false), requestId);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return null;   // evidence only: reconciling must not fail without it
        }
    }

    public static ApiRequest ChargeRequest(string requestId) =>
        new(HttpMethod.Get, $"api/v1/usage/requests/{Uri.EscapeDataString(requestId)}");

    /// <summary>Reads a charge; null if the response contains none.</summary>
    public static RequestCharge? ReadCharge(ApiResponse response, string requestId)
    {
        using var document = response.IsSuccess ? LenientJson.Parse(response.Body) : null;
        var root = document?.RootElement ?? default;
        return root.Find("cost").AsAmount() is { } cost
            ? new RequestCharge(
                requestId, cost, root.Find("currency").AsCleanText(response.Text), root.Find("created_at").AsTime())
            : null;
    }

    private string StatusPath(VideoJob job) => options.StatusEndpoint == StatusEndpoint.Legacy
        ? $"api/generate-video/status?runId={Uri.EscapeDataString(job.RunId)}&model={Uri.EscapeDataString(job.Model)}"
        : $"api/video/status?requestId={Uri.EscapeDataString(job.RunId)}";
}
