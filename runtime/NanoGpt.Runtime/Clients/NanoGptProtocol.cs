namespace NanoGpt.Clients;

/// <summary>Represents the protocol of NanoGPT: run ids, GET status requests, links to videos, lists of jobs.</summary>
internal sealed class NanoGptProtocol : VideoProtocol
{
    private readonly NanoGptClientOptions options;

    public NanoGptProtocol(ApiConnection api, NanoGptClientOptions options)
        : base(api, options)
    {
        this.options = options;
        RecentJobs = new Reconciler(
            api, Limits.PerMinute(options.RecoverLimiter, 20), options.EffectiveGrace, options.ReconcileWindow,
            options.TimeProvider);
    }

    public Reconciler RecentJobs { get; }

    public override string Provider => Providers.NanoGpt;

    public override string SubmitPath => "api/generate-video";

    public override int SubmitsPerMinute => 50;

    public override int StatusRequestsPerSecond => 10;

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

    private string StatusPath(VideoJob job) => options.StatusEndpoint == StatusEndpoint.Legacy
        ? $"api/generate-video/status?runId={Uri.EscapeDataString(job.RunId)}&model={Uri.EscapeDataString(job.Model)}"
        : $"api/video/status?requestId={Uri.EscapeDataString(job.RunId)}";
}
