namespace NanoGpt;

/// <summary>Represents a client of Venice. It is thread-safe: create one and keep it.</summary>
/// <remarks>
/// Venice offers weaker guarantees than NanoGPT: it accepts no submission id and lists no jobs. A submission whose outcome is
/// unknown stays unknown (<see cref="IVeniceClient.UnresolvedSubmissions"/>) until its outcome is recorded (<see
/// cref="IVeniceClient.ResolveManually"/>).
/// </remarks>
public sealed class VeniceClient : IVeniceClient, IDisposable
{
    private readonly VeniceClientOptions options;
    private readonly ApiConnection api;
    private readonly VeniceProtocol protocol;
    private readonly ClientPipeline pipeline;
    private readonly bool hasKey;

    /// <summary>Initializes a client with an API key.</summary>
    /// <param name="apiKey">The API key, sent as a bearer token.</param>
    /// <param name="options">The options, which are copied; null uses the defaults.</param>
    /// <param name="httpClient">
    /// Sends API requests, and downloads videos from the API; null creates one. It must not follow redirects, and is not
    /// disposed. Its innermost handler should be a <see cref="SubmitGuardHandler"/>, so that no other handler can send a paid
    /// request twice.
    /// </param>
    /// <exception cref="ArgumentException">The key or an option is invalid. The message does not contain the key.</exception>
    public VeniceClient(string apiKey, VeniceClientOptions? options = null, HttpClient? httpClient = null)
        : this(
            settings => new ApiKeys(new NanoGptApiKey(apiKey), ApiAuthentication.Bearer, settings.RenewApiKey),
            options, httpClient) =>
        hasKey = true;

    /// <summary>Initializes a client with a wallet (x402) instead of a key.</summary>
    /// <param name="wallet">Signs each request.</param>
    /// <param name="options">The options, which are copied; null uses the defaults.</param>
    /// <param name="httpClient">Sends API requests; null creates one. See the other constructor.</param>
    /// <exception cref="ArgumentException">An option is invalid.</exception>
    public VeniceClient(WalletSignature wallet, VeniceClientOptions? options = null, HttpClient? httpClient = null)
        : this(
            settings => new WalletCredentials(
                wallet ?? throw new ArgumentNullException(nameof(wallet)), settings.UseLegacySignInHeader),
            options, httpClient)
    {
    }

    private VeniceClient(
        Func<VeniceClientOptions, ApiCredentials> newCredentials, VeniceClientOptions? options, HttpClient? httpClient)
    {
        this.options = (options ?? new VeniceClientOptions()).Checked();
        api = new ApiConnection(httpClient, newCredentials(this.options), this.options);
        protocol = new VeniceProtocol(api);
        pipeline = new ClientPipeline(this, protocol, api, new RequestLimits(this.options.TimeProvider), this.options);
    }

    /// <inheritdoc/>
    public IReadOnlyList<VideoJob> OpenJobs => pipeline.Coordinator.OpenJobs;

    /// <inheritdoc/>
    public IReadOnlyList<UnresolvedSubmission> UnresolvedSubmissions =>
        [.. pipeline.Coordinator.Unknown.Select(static open => new UnresolvedSubmission(open.Id, open.Model, open.SubmittedAt))];

    /// <inheritdoc/>
    public async Task<VideoJob> SubmitAsync(VideoRequest request, CancellationToken cancellationToken = default)
    {
        Check(request);
        return await pipeline.Coordinator.SubmitAsync(request, new SubmitOptions(), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<VideoJob> SubmitAsync(
        VeniceRequest request, Guid submissionId, CancellationToken cancellationToken = default)
    {
        Check(request);
        return options.JournalPath is null
            ? throw new InvalidOperationException(
                $"A submission with a submission id requires a journal ({nameof(VideoClientOptions.JournalPath)}): "
                + "Venice does not store the id, so only the journal can recognize it.")
            : await pipeline.Coordinator.SubmitAsync(
                request, new SubmitOptions { SubmissionId = submissionId }, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public VideoJob? ResolveManually(Guid submissionId, string? queueId)
    {
        if (queueId is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(queueId);
        }

        return pipeline.Coordinator.IsKnown(submissionId)
            ? pipeline.Coordinator.ResolveManually(submissionId, queueId)
            : throw new InvalidOperationException(
                $"The submission {submissionId} is not known, and Venice cannot find its job without the model.");
    }

    /// <inheritdoc/>
    public Task<JobUpdate> GetStatusAsync(VideoJob job, CancellationToken cancellationToken = default) =>
        pipeline.GetStatusAsync(job, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<JobUpdate> WatchAsync(VideoJob job, CancellationToken cancellationToken = default) =>
        pipeline.WatchAsync(job, cancellationToken);

    /// <inheritdoc/>
    public Task<VideoResult> WaitAsync(
        VideoJob job, IProgress<JobUpdate>? progress = null, CancellationToken cancellationToken = default) =>
        pipeline.WaitAsync(job, progress, cancellationToken);

    /// <inheritdoc/>
    public Task<VideoResult> GenerateAsync(
        VideoRequest request, IProgress<JobUpdate>? progress = null, CancellationToken cancellationToken = default) =>
        pipeline.WaitAsync(SubmitAsync(request, cancellationToken), progress, cancellationToken);

    /// <inheritdoc/>
    public Task DownloadAsync(
        VideoResult result, int index, string path, bool overwrite = false, IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        pipeline.DownloadAsync(result, index, path, output =>
        {
            // The link is a secret itself, so the key is not sent.
            IVideoSource source = output.IsLink
                ? pipeline.Downloader.Link(result.Job, "video", output.Url, result.CompletedAt, isKeyless: true)
                : new VeniceRetrieval(result.Job, api, pipeline.Scheduler, options);
            return pipeline.Downloader.DownloadAsync(source, path, overwrite, isPicture: false, progress, cancellationToken);
        });

    /// <inheritdoc/>
    public VideoJob Resume(string handleJson) => JobHandle.Read(handleJson, this, protocol.Provider) is { Model.Length: > 0 } job
        ? job
        : throw new FormatException(
            "The text is not a handle of a Venice job: it has no 'model', which Venice requires to find the job.");

    /// <inheritdoc/>
    public async Task<decimal> QuoteAsync(
        VeniceRequest request, TimeSpan? referenceVideosDuration = null, CancellationToken cancellationToken = default)
    {
        if (referenceVideosDuration is { } length)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(length, TimeSpan.Zero, nameof(referenceVideosDuration));
        }

        Check(request);
        if (!hasKey)
        {
            throw new InvalidOperationException(
                "A quote requires an API key, and this client has a wallet. Nothing was sent.");
        }

        var apiRequest = new ApiRequest(HttpMethod.Post, "video/quote")
        { Content = () => new VideoRequestContent(request, submissionId: null, Reduce) };
        var response = await api.FetchAsync(apiRequest, "The quote", VeniceErrors.ToException, cancellationToken)
            .ConfigureAwait(false);
        using var document = LenientJson.Parse(response.Body);
        return document?.RootElement.Find("quote").AsAmount()
            ?? throw ApiErrors.Unreadable(response, "The quote");

        void Reduce(RequestWriter writer)
        {
            writer.Keep(VeniceBodies.QuoteKeys);
            if (referenceVideosDuration is { } duration)
            {
                writer.Add("reference_video_total_duration", duration.TotalSeconds);
            }
        }
    }

    /// <inheritdoc/>
    public async Task CompleteAsync(VideoJob job, CancellationToken cancellationToken = default)
    {
        protocol.ThrowIfOtherProvider(job);
        ApiResponse response;
        try
        {
            var request = new ApiRequest(HttpMethod.Post, "video/complete") { Json = VeniceBodies.Complete(job) };
            response = await api.FetchAsync(request, "The completion of the job", ToError, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (JobNotFoundException)
        {
            pipeline.Coordinator.NoteEnd(job);   // there is no video to wait for
            throw;
        }

        using var document = LenientJson.Parse(response.Body);
        if (document?.RootElement.Find("success").AsBoolean() != true)
        {
            var error = ApiErrors.Unreadable(response, $"The deletion of the video of the job {job.RunId}");
            error.RunId = job.RunId;
            throw error;
        }

        pipeline.Coordinator.NoteEnd(job);

        NanoGptException ToError(ApiResponse refusal)
        {
            var error = refusal.Status == HttpStatusCode.NotFound
                ? new JobNotFoundException($"Venice does not have the job {job.RunId}: it was deleted or has expired.")
                { StatusCode = refusal.Status, RequestId = refusal.RequestId }
                : VeniceErrors.ToException(refusal);
            error.RunId = job.RunId;
            error.SubmissionId = job.SubmissionId;
            return error;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LiveModel>> ListModelsAsync(CancellationToken cancellationToken = default)
    {
        var request = new ApiRequest(HttpMethod.Get, "models?type=video")
        { MaxBytes = ModelListReader.MaxBytes, IsKeyless = true };
        return ModelListReader.Read(await api.FetchAsync(
            request, "The list of models", VeniceErrors.ToException, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Ends waits, and closes the connections and the journal. Jobs continue.</summary>
    public void Dispose() => pipeline.Dispose();

    private void Check(VideoRequest request) => OutgoingRequest.Check<VeniceRequest>(request, protocol.Provider, options);
}
