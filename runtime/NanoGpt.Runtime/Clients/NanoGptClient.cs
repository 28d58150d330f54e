namespace NanoGpt;

/// <summary>Represents a client of NanoGPT. It is thread-safe: create one and keep it.</summary>
public sealed class NanoGptClient : INanoGptClient, IDisposable
{
    private readonly NanoGptClientOptions options;
    private readonly ApiConnection api;
    private readonly NanoGptProtocol protocol;
    private readonly Reconciler reconciler;
    private readonly RateLimiter extendLimiter;
    private readonly ClientPipeline pipeline;

    /// <summary>Initializes a client.</summary>
    /// <param name="apiKey">The API key.</param>
    /// <param name="options">The options, which are copied; null uses the defaults.</param>
    /// <param name="httpClient">
    /// Sends API requests; null creates one. It must not follow redirects, and is not disposed. Its innermost handler should be a
    /// <see cref="SubmitGuardHandler"/>, so that no other handler can send a paid request twice.
    /// </param>
    /// <exception cref="ArgumentException">The key or an option is invalid. The message does not contain the key.</exception>
    public NanoGptClient(string apiKey, NanoGptClientOptions? options = null, HttpClient? httpClient = null)
    {
        this.options = (options ?? new NanoGptClientOptions()).Checked();
        var authentication = this.options.Authentication
            ?? (httpClient is null && this.options.DownloadHttpClient is null
                ? ApiAuthentication.ApiKeyHeader
                : ApiAuthentication.Bearer);
        var keys = new ApiKeys(new NanoGptApiKey(apiKey), authentication, this.options.RenewApiKey);
        api = new ApiConnection(httpClient, keys, this.options);
        var limits = new RequestLimits(this.options.TimeProvider);
        extendLimiter = limits.PerMinute(this.options.ExtendLimiter, 20);
        reconciler = new Reconciler(
            api, limits.PerMinute(this.options.RecoverLimiter, 20), this.options.EffectiveGrace, this.options.ReconcileWindow,
            this.options.TimeProvider);
        protocol = new NanoGptProtocol(api, reconciler, this.options);
        pipeline = new ClientPipeline(this, protocol, api, limits, this.options);
    }

    /// <inheritdoc/>
    public IReadOnlyList<VideoJob> OpenJobs => pipeline.Coordinator.OpenJobs;

    /// <inheritdoc/>
    public Task<VideoJob> SubmitAsync(VideoRequest request, CancellationToken cancellationToken = default) =>
        SubmitAsync(request, new SubmitOptions(), cancellationToken);

    /// <inheritdoc/>
    public Task<VideoJob> SubmitAsync(
        VideoRequest request, SubmitOptions submission, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(submission);
        return SubmitCheckedAsync(request, submission, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ReconciliationResult>> ReconcileAsync(CancellationToken cancellationToken = default) =>
        pipeline.Coordinator.ReconcileAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<ReconciliationResult> ReconcileAsync(Guid submissionId, CancellationToken cancellationToken = default) =>
        pipeline.Coordinator.ReconcileAsync(submissionId, cancellationToken);

    /// <inheritdoc/>
    public VideoJob? ResolveManually(Guid submissionId, string? runId)
    {
        if (runId is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(runId);
        }

        return pipeline.Coordinator.ResolveManually(submissionId, runId);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<RecoveredRun>> RecoverAsync(
        string? model = null, Guid? submissionId = null, int limit = 10, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, Reconciler.MaxRows);
        return reconciler.ListAsync(model, submissionId, limit, cancellationToken);
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
        pipeline.DownloadAsync(
            result, index, path, output => SaveAsync(result, index, output.Url, path, overwrite, progress, cancellationToken));

    /// <inheritdoc/>
    public VideoJob Resume(string handleJson) => JobHandle.Read(handleJson, this, protocol.Provider);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LiveModel>> ListModelsAsync(CancellationToken cancellationToken = default)
    {
        const string Path = "api/v1/video-models?detailed=true";
        return ModelListReader.Read(await RequestAsync(
            HttpMethod.Get, Path, ModelListReader.MaxBytes, "The list of models", cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async Task<AccountBalance> GetBalanceAsync(CancellationToken cancellationToken = default)
    {
        var response = await RequestAsync(
            HttpMethod.Post, "api/check-balance", ApiConnection.MaxResponseBytes, "The balance", cancellationToken)
            .ConfigureAwait(false);
        using var document = LenientJson.Parse(response.Body);
        var root = document?.RootElement ?? default;
        var balance = new AccountBalance(
            root.Find("usd_balance").AsAmount(),
            root.Find("nano_balance").AsAmount(),
            root.Find("nanoDepositAddress").AsCleanText(response.Text));
        return balance.Usd is null && balance.Nano is null
            ? throw ApiErrors.Unreadable(response, "The balance")
            : balance;
    }

    /// <inheritdoc/>
    public Task<VideoJob> ExtendAsync(VideoJob job, int index, CancellationToken cancellationToken = default)
    {
        protocol.ThrowIfOtherProvider(job);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, 3);
        return pipeline.Coordinator.ExtendAsync(job, index, extendLimiter, cancellationToken);
    }

    /// <inheritdoc/>
    public Task DownloadContentAsync(
        VideoJob job, ContentVariant variant, string path, bool overwrite = false, IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        protocol.ThrowIfOtherProvider(job);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var name = variant switch
        {
            ContentVariant.Video => "video",
            ContentVariant.Thumbnail => "thumbnail",
            ContentVariant.Spritesheet => "spritesheet",
            _ => throw new ArgumentOutOfRangeException(nameof(variant)),
        };
        var (runId, model) = (Uri.EscapeDataString(job.RunId), Uri.EscapeDataString(job.Model));
        var link = api.Resolve($"api/generate-video/content?runId={runId}&model={model}&variant={name}");
        var source = pipeline.Downloader.Link(job, name, link, completedAt: null);
        return pipeline.Downloader.DownloadAsync(
            source, path, overwrite, isPicture: variant != ContentVariant.Video, progress, cancellationToken);
    }

    /// <summary>Ends waits, and closes the connections and the journal. Jobs continue.</summary>
    public void Dispose() => pipeline.Dispose();

    private Task<ApiResponse> RequestAsync(
        HttpMethod method, string path, int maxBytes, string subject, CancellationToken cancellationToken) =>
        api.FetchAsync(
            new ApiRequest(method, path) { MaxBytes = maxBytes }, subject, static error => ApiErrors.ToException(error),
            cancellationToken);

    private async Task<VideoJob> SubmitCheckedAsync(
        VideoRequest request, SubmitOptions submission, CancellationToken cancellationToken)
    {
        OutgoingRequest.Check<NanoGptRequest>(request, protocol.Provider, options);
        return await pipeline.Coordinator.SubmitAsync(request, submission, cancellationToken).ConfigureAwait(false);
    }

    private async Task SaveAsync(
        VideoResult result, int index, Uri link, string path, bool overwrite, IProgress<DownloadProgress>? progress,
        CancellationToken cancellationToken)
    {
        try
        {
            await FetchAsync(link).ConfigureAwait(false);
        }
        catch (OutputExpiredException)
        {
            // Links expire. The service may return a new one for the same video.
            var update = await pipeline.GetStatusAsync(result.Job, cancellationToken).ConfigureAwait(false);
            if (index >= update.Outputs.Count || update.Outputs[index].Url == link)
            {
                throw;
            }

            await FetchAsync(update.Outputs[index].Url).ConfigureAwait(false);
        }

        Task FetchAsync(Uri from)
        {
            var content = index.ToString(CultureInfo.InvariantCulture);
            var source = pipeline.Downloader.Link(result.Job, content, from, result.CompletedAt);
            return pipeline.Downloader.DownloadAsync(source, path, overwrite, isPicture: false, progress, cancellationToken);
        }
    }
}
