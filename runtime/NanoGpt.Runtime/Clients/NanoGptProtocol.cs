using System.Threading.RateLimiting;

namespace NanoGpt.Clients;

/// <summary>Represents the protocol of NanoGPT: run ids, status by GET, links to videos, and a list of recent jobs.</summary>
internal sealed class NanoGptProtocol(ApiConnection api, Reconciler reconciler, NanoGptClientOptions options) : VideoProtocol
{
    public override string Provider => Providers.NanoGpt;

    public override string SubmitPath => "api/generate-video";

    public override int SubmitsPerMinute => 50;

    public override int QuestionsPerSecond => 10;

    public override IReconciler Reconciler => reconciler;

    public override UnknownPolicy OnUnknown => options.OnUnknown;

    public override NotFoundPolicy OnNotFound => options.OnNotFound;

    public override bool ConflictMayBeJob => true;

    public override SubmitDecision OfSubmission(ApiAnswer answer) => SubmitDecision.OfAnswer(answer);

    public override Task<ApiAnswer> AskStatusAsync(VideoJob job, RateLimitLease permit, CancellationToken ct) =>
        api.AskAsync(new ApiQuestion(HttpMethod.Get, StatusPath(job)) { Permit = permit }, ct);

    public override PollDecision OfStatus(ApiAnswer answer, VideoJob job, PollHistory history) =>
        PollDecision.OfAnswer(answer, job.RunId, api.BaseAddress, history);

    private string StatusPath(VideoJob job) => options.StatusEndpoint == StatusEndpoint.Legacy
        ? $"api/generate-video/status?runId={Uri.EscapeDataString(job.RunId)}&model={Uri.EscapeDataString(job.Model)}"
        : $"api/video/status?requestId={Uri.EscapeDataString(job.RunId)}";
}
