namespace NanoGpt;

/// <summary>Represents a client of NanoGPT. It is thread-safe: create one and keep it.</summary>
public sealed class NanoGptClient : VideoClient, INanoGptClient
{
    /// <summary>The environment variable with the API key: NANOGPT_API_KEY.</summary>
    public const string ApiKeyVariable = "NANOGPT_API_KEY";

    /// <summary>The environment variable with the address of the service: NANOGPT_BASE_URL.</summary>
    public const string BaseAddressVariable = "NANOGPT_BASE_URL";

    /// <summary>The number of submissions that a client sends in a minute without another limiter.</summary>
    public const int SubmissionsPerMinute = 50;

    /// <summary>The number of status requests that a client sends in a second without another limiter.</summary>
    public const int StatusRequestsPerSecond = 10;

    private readonly NanoGptProtocol protocol;

    /// <summary>
    /// Initializes a client with the API key of the environment variable <c>NANOGPT_API_KEY</c> and, if it is set, the address of
    /// <c>NANOGPT_BASE_URL</c>. An address on the loopback interface, such as that of the emulator, may use http and requires no
    /// key.
    /// </summary>
    /// <exception cref="InvalidOperationException">The key is missing, or the address is not an absolute URL.</exception>
    /// <exception cref="ArgumentException">The key or the address is invalid. The message does not contain the key.</exception>
    public NanoGptClient()
        : this(ClientEnvironment.Configure(new NanoGptClientOptions(), BaseAddressVariable))
    {
    }

    /// <summary>Initializes a client.</summary>
    /// <param name="apiKey">The API key.</param>
    /// <param name="options">The options, which are copied; null uses the defaults.</param>
    /// <param name="httpClient">
    /// Sends API requests; null creates one. It must not follow redirects, and is not disposed. Its innermost handler should be a
    /// <see cref="SubmitGuardHandler"/>, so that no other handler can send a paid request twice.
    /// </param>
    /// <exception cref="ArgumentException">The key or an option is invalid. The message does not contain the key.</exception>
    public NanoGptClient(string apiKey, NanoGptClientOptions? options = null, HttpClient? httpClient = null)
        : this(CreateProtocol(apiKey, (options ?? new NanoGptClientOptions()).Checked(), httpClient))
    {
    }

    private NanoGptClient(NanoGptClientOptions options)
        : this(ClientEnvironment.GetKey(options, ApiKeyVariable), options)
    {
    }

    private NanoGptClient(NanoGptProtocol protocol)
        : base(protocol) =>
        this.protocol = protocol;

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
        Coordinator.ReconcileAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<ReconciliationResult> ReconcileAsync(Guid submissionId, CancellationToken cancellationToken = default) =>
        Coordinator.ReconcileAsync(submissionId, cancellationToken);

    /// <inheritdoc/>
    public Task<VideoJob?> ResolveManuallyAsync(
        Guid submissionId, string? runId, CancellationToken cancellationToken = default)
    {
        if (runId is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(runId);
        }

        return Coordinator.ResolveManuallyAsync(submissionId, runId, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<RecoveredRun>> RecoverAsync(
        string? model = null, Guid? submissionId = null, int limit = 10, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, Reconciler.MaxRows);
        return protocol.RecentJobs.ListAsync(model, submissionId, limit, cancellationToken);
    }

    /// <inheritdoc/>
    public bool PollNow(string runId)
    {
        ArgumentException.ThrowIfNullOrEmpty(runId);
        return Scheduler.PollNow(runId);
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<LiveModel>> ListModelsAsync(CancellationToken cancellationToken = default)
    {
        const string Path = "api/v1/video-models?detailed=true";
        return ModelListReader.Read(await RequestAsync(
            HttpMethod.Get, Path, ModelListReader.MaxBytes, "The list of models", cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async Task<RequestCharge?> GetChargeAsync(string requestId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(requestId);
        var response = await protocol.Api.RequestAsync(NanoGptProtocol.ChargeRequest(requestId), cancellationToken)
            .ConfigureAwait(false);
        return response.Status == HttpStatusCode.NotFound && !response.IsPage ? null
            : !response.IsSuccess ? throw ApiErrors.ToException(response)
            : NanoGptProtocol.ReadCharge(response, requestId) ?? throw ApiErrors.Unreadable(response, "The charge");
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
        return Coordinator.ExtendAsync(job, index, protocol.ExtendLimiter, cancellationToken);
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
        var link = protocol.Api.Resolve($"api/generate-video/content?runId={runId}&model={model}&variant={name}");
        var source = Downloader.Link(job, name, link, completedAt: null);
        return Downloader.DownloadAsync(
            source, path, overwrite, isPicture: variant != ContentVariant.Video, progress, cancellationToken);
    }

    private protected override void Check(VideoRequest request) =>
        OutgoingRequest.Check<NanoGptRequest>(request, protocol.Provider, protocol.Options);

    private Task<ApiResponse> RequestAsync(
        HttpMethod method, string path, int maxBytes, string subject, CancellationToken cancellationToken) =>
        protocol.Api.FetchAsync(
            new ApiRequest(method, path) { MaxBytes = maxBytes }, subject, static error => ApiErrors.ToException(error),
            cancellationToken);

    private protected override async Task SaveAsync(
        VideoResult result, int index, Func<IVideoSource, Task> download, CancellationToken cancellationToken)
    {
        var link = result.Outputs[index].Url;
        try
        {
            await FetchAsync(link).ConfigureAwait(false);
        }
        catch (OutputExpiredException)
        {
            // Links expire. The service may return a new one for the same video.
            var update = await GetStatusAsync(result.Job, cancellationToken).ConfigureAwait(false);
            if (index >= update.Outputs.Count || update.Outputs[index].Url == link)
            {
                throw;
            }

            await FetchAsync(update.Outputs[index].Url).ConfigureAwait(false);
        }

        Task FetchAsync(Uri from)
        {
            var content = index.ToString(CultureInfo.InvariantCulture);
            return download(Downloader.Link(result.Job, content, from, result.CompletedAt));
        }
    }

    private static NanoGptProtocol CreateProtocol(string apiKey, NanoGptClientOptions options, HttpClient? httpClient)
    {
        var authentication = options.Authentication
            ?? (httpClient is null && options.DownloadHttpClient is null
                ? ApiAuthentication.ApiKeyHeader
                : ApiAuthentication.Bearer);
        var keys = new ApiKeys(new NanoGptApiKey(apiKey), authentication, options.RenewApiKey);
        return new NanoGptProtocol(new ApiConnection(httpClient, keys, options), options);
    }
}
