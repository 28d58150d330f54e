using System.Net;

namespace NanoGpt.Clients;

/// <summary>
/// Represents a video that Venice returns as the response to a POST. An interrupted download starts from the beginning.
/// </summary>
internal sealed class VeniceRetrieval(VideoJob job, ApiConnection api, PollScheduler scheduler, VideoClientOptions options)
    : IVideoSource
{
    public string Host => api.BaseAddress.Host;

    public string Identity { get; } = DownloadIdentity.Of(job, "video", api.Resolve(VeniceProtocol.RetrievePath));

    public bool RetriesFirstAnswer => true;

    public void ThrowIfUnsafe()
    {
        // The address was checked when the client was created.
    }

    public async Task<OpenedVideo> OpenAsync(PartFile part, CancellationToken cancellationToken)
    {
        for (var isKeyRenewed = false; ; isKeyRenewed = true)
        {
            var keyVersion = api.KeyVersion;
            var response = await RequestAsync(cancellationToken).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                // Without the tags of the file, because the endpoint supports no ranges.
                var total = response.Content.Headers.ContentLength;
                part.Begin(new PartInfo(Identity, null, null, total));
                return new OpenedVideo(response, total);
            }

            using (response)
            {
                var answer = await api.FinishAsync(response, keyVersion, cancellationToken).ConfigureAwait(false);
                if (isKeyRenewed || !api.RenewsKey(answer))
                {
                    throw ErrorOf(answer);
                }
            }
        }
    }

    public NanoGptException NoVideo(ReadOnlySpan<byte> start) => start.IsEmpty
        ? new DownloadFailedException("The video is empty.") { IsRetrySafe = true }
        : VeniceStatus.Read(new ApiResponse(HttpStatusCode.OK, start.ToArray()) { Text = api.Text }, link: null) switch
        {
            { Status: JobStatus.Completed } => new DownloadFailedException(
                $"Venice does not hand out the video of the job {job.RunId} itself, but under the link that it showed at "
                + "submission."),
            { } status => new DownloadFailedException(
                $"The job {job.RunId} is not finished ({status.RawStatus}): wait for it first.") { IsRetrySafe = true },
            null => new DownloadFailedException("What the service gives is not a video.") { IsRetrySafe = true },
        };

    // Counts as a status request.
    private async Task<HttpResponseMessage> RequestAsync(CancellationToken cancellationToken)
    {
        using var turn = await scheduler.WaitForPollSlotAsync(TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        var question = new ApiRequest(HttpMethod.Post, VeniceProtocol.RetrievePath) { Json = VeniceBodies.Retrieve(job) };
        using var request = new HttpRequestMessage(question.Method, api.Resolve(question.Path))
        { Content = question.NewContent() };
        return await api.OpenAsync(request, turn, cancellationToken).ConfigureAwait(false);
    }

    private Exception ErrorOf(ApiResponse answer)
    {
        switch ((int)answer.Status)
        {
            case 404 or 410:
                return new OutputExpiredException(
                    $"Venice no longer has the video of the job {job.RunId}: it was deleted, or its time is over.")
                { StatusCode = answer.Status, RequestId = answer.RequestId };

            case 429 when !(answer.RetryAfter > options.SubmitTimeout):
                scheduler.PauseFor(answer.RetryAfter ?? options.PollInterval);
                return ToException(answer);

            case 408 or >= 500:
                return ToException(answer);

            default:
                return VeniceErrors.ToException(answer);
        }
    }

    // Retried like a broken connection.
    private static HttpRequestException ToException(ApiResponse answer)
    {
        var reason = ErrorReader.Read(answer).Message ?? "no reason given";
        return new(FormattableString.Invariant($"the service answered {(int)answer.Status}: {reason}"), null, answer.Status);
    }
}
