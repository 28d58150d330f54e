namespace NanoGpt.Clients;

/// <summary>Represents a video that Venice returns for a POST. It cannot be downloaded in parts.</summary>
internal sealed class VeniceRetrieval(VideoJob job, ApiConnection api, PollScheduler scheduler, VideoClientOptions options)
    : IVideoSource
{
    public string Host => api.BaseAddress.Host;

    public string Identity { get; } = DownloadIdentity.Compute(job, "video", api.Resolve(VeniceProtocol.RetrievePath));

    public bool RetriesFirstRequest => true;

    public void ThrowIfUnsafe()
    {
        // The address was checked when the client was created.
    }

    public async Task<OpenedVideo> OpenAsync(VideoPart part, CancellationToken cancellationToken)
    {
        for (var isKeyRenewed = false; ; isKeyRenewed = true)
        {
            var keyVersion = api.KeyVersion;
            var response = await RequestAsync(cancellationToken).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                // Without the tags of the file, because the endpoint supports no ranges.
                var total = response.Content.Headers.ContentLength;
                part.Start(new PartInfo(Identity, null, null, total));
                return new OpenedVideo(response, total);
            }

            using (response)
            {
                var apiResponse = await api.FinishAsync(response, keyVersion, cancellationToken).ConfigureAwait(false);
                if (isKeyRenewed || !api.RenewsKey(apiResponse))
                {
                    throw CreateError(apiResponse);
                }
            }
        }
    }

    public NanoGptException NoVideo(ReadOnlySpan<byte> start) => start.IsEmpty
        ? new DownloadFailedException("The video is empty.") { IsRetrySafe = true }
        : VeniceStatus.Read(new ApiResponse(HttpStatusCode.OK, start.ToArray()) { Text = api.Text }, link: null) switch
        {
            { Status: JobStatus.Completed } => new DownloadFailedException(
                $"Venice provides the video of the job {job.RunId} only at the link that it returned at submission."),
            { } status => new DownloadFailedException(
                $"The job {job.RunId} is not completed ({status.RawStatus}): wait for it first.") { IsRetrySafe = true },
            null => new DownloadFailedException("The response of the service is not a video.") { IsRetrySafe = true },
        };

    // Counts as a status request.
    private async Task<HttpResponseMessage> RequestAsync(CancellationToken cancellationToken)
    {
        using var lease = await scheduler.WaitForPollSlotAsync(TimeSpan.Zero, job.RunId, cancellationToken).ConfigureAwait(false);
        var request = new ApiRequest(HttpMethod.Post, VeniceProtocol.RetrievePath) { Json = VeniceBodies.Retrieve(job) };
        using var message = new HttpRequestMessage(request.Method, api.Resolve(request.Path)) { Content = request.NewContent() };
        return await api.OpenAsync(message, lease, cancellationToken).ConfigureAwait(false);
    }

    private Exception CreateError(ApiResponse response)
    {
        switch ((int)response.Status)
        {
            case 404 or 410:
                return new OutputExpiredException(
                    $"Venice no longer has the video of the job {job.RunId}: it was deleted or has expired.")
                { StatusCode = response.Status, RequestId = response.RequestId };

            case 429 when !(response.RetryAfter > options.SubmitTimeout):
                scheduler.PauseFor(response.RetryAfter ?? options.PollInterval);
                return ToException(response);

            case 408 or >= 500:
                return ToException(response);

            default:
                return VeniceErrors.ToException(response);
        }
    }

    // The download retries it like a broken connection.
    private static HttpRequestException ToException(ApiResponse response)
    {
        var reason = ErrorReader.Read(response).Message ?? "no reason given";
        return new(FormattableString.Invariant($"the service returned {(int)response.Status}: {reason}"), null, response.Status);
    }
}
