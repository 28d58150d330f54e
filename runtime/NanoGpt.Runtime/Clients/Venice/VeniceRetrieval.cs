using System.Net;
using NanoGpt.Http;
using NanoGpt.Jobs;

namespace NanoGpt.Clients;

/// <summary>
/// A video that Venice hands out as the answer to a POST. It can be asked for again until somebody completes the job, but not from the
/// middle: what breaks begins anew.
/// </summary>
internal sealed class VeniceRetrieval(VideoJob job, ApiConnection api, PollScheduler scheduler, VideoClientOptions options) : IVideoSource
{
    public string Host => api.BaseAddress.Host;

    public string Identity { get; } = DownloadIdentity.Of(job, "video", api.Resolve(VeniceProtocol.RetrievePath));

    public bool RetriesFirstAnswer => true;

    public void ThrowIfUnsafe()
    {
        // The address is the client's own, checked when it was made.
    }

    public async Task<OpenedVideo> OpenAsync(PartFile part, CancellationToken ct)
    {
        for (var isKeyRenewed = false; ; isKeyRenewed = true)
        {
            var keyVersion = api.KeyVersion;
            var response = await AskAsync(ct).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                // Without what it could be continued by: Venice knows no ranges here.
                var total = response.Content.Headers.ContentLength;
                part.Begin(new PartInfo(Identity, null, null, total));
                return new OpenedVideo(response, total);
            }

            using (response)
            {
                var answer = await api.FinishAsync(response, keyVersion, ct).ConfigureAwait(false);
                if (isKeyRenewed || !api.RenewsKey(answer))
                {
                    throw ErrorOf(answer);
                }
            }
        }
    }

    public NanoGptException NoVideo(ReadOnlySpan<byte> start) => start.IsEmpty
        ? new DownloadFailedException("The video is empty.") { IsRetrySafe = true }
        : VeniceStatus.Read(new ApiAnswer(HttpStatusCode.OK, start.ToArray()) { Text = api.Text }, link: null) switch
        {
            { Status: JobStatus.Completed } => new DownloadFailedException(
                $"Venice does not hand out the video of the job {job.RunId} itself, but under the link that it showed at submission."),
            { } status => new DownloadFailedException($"The job {job.RunId} is not finished ({status.RawStatus}): wait for it first.") { IsRetrySafe = true },
            null => new DownloadFailedException("What the service gives is not a video.") { IsRetrySafe = true },
        };

    // Counts against the questions about jobs, which it is one of.
    private async Task<HttpResponseMessage> AskAsync(CancellationToken ct)
    {
        using var turn = await scheduler.TurnAsync(TimeSpan.Zero, ct).ConfigureAwait(false);
        using var request = new HttpRequestMessage(HttpMethod.Post, api.Resolve(VeniceProtocol.RetrievePath))
        { Content = new ApiQuestion(HttpMethod.Post, VeniceProtocol.RetrievePath) { Json = VeniceBodies.Retrieve(job) }.NewContent() };
        return await api.OpenAsync(request, turn, ct).ConfigureAwait(false);
    }

    private Exception ErrorOf(ApiAnswer answer)
    {
        switch ((int)answer.Status)
        {
            case 404 or 410:
                return new OutputExpiredException($"Venice no longer has the video of the job {job.RunId}: it was deleted, or its time is over.")
                { StatusCode = answer.Status, RequestId = answer.RequestId };

            case 429 when !(answer.RetryAfter > options.SubmitPatience):
                scheduler.PauseFor(answer.RetryAfter ?? options.PollInterval);
                return Trouble(answer);

            case 408 or >= 500:
                return Trouble(answer);

            default:
                return VeniceErrors.ToException(answer);
        }
    }

    // Tried again like a connection that broke.
    private static HttpRequestException Trouble(ApiAnswer answer) => new(
        FormattableString.Invariant($"the service answered {(int)answer.Status}: {ErrorReader.Read(answer).Message ?? "no reason given"}"),
        null,
        answer.Status);
}
