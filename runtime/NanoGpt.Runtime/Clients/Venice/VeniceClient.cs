namespace NanoGpt;

/// <summary>Represents a client of Venice. It is thread-safe: create one and keep it.</summary>
/// <remarks>
/// Venice offers weaker guarantees than NanoGPT: it accepts no submission id and lists no jobs. A submission whose outcome is
/// unknown stays unknown (<see cref="IVeniceClient.GetUnresolvedSubmissionsAsync"/>) until its outcome is recorded (<see
/// cref="IVeniceClient.ResolveManuallyAsync"/>).
/// </remarks>
public sealed class VeniceClient : VideoClient, IVeniceClient
{
    /// <summary>The environment variable with the API key: VENICE_API_KEY.</summary>
    public const string ApiKeyVariable = "VENICE_API_KEY";

    /// <summary>The environment variable with the address of the service: VENICE_BASE_URL.</summary>
    public const string BaseAddressVariable = "VENICE_BASE_URL";

    /// <summary>The number of submissions that a client sends in a minute without another limiter.</summary>
    public const int SubmissionsPerMinute = 40;

    /// <summary>The number of status requests that a client sends in a second without another limiter.</summary>
    public const int StatusRequestsPerSecond = 2;   // 120 a minute, never in bursts

    private readonly VeniceProtocol protocol;
    private readonly bool hasKey;

    /// <summary>
    /// Initializes a client with the API key of the environment variable <c>VENICE_API_KEY</c> and, if it is set, the address of
    /// <c>VENICE_BASE_URL</c>. An address on the loopback interface, such as that of the emulator, may use http and requires no
    /// key.
    /// </summary>
    /// <exception cref="InvalidOperationException">The key is missing, or the address is not an absolute URL.</exception>
    /// <exception cref="ArgumentException">The key or the address is invalid. The message does not contain the key.</exception>
    public VeniceClient()
        : this(ClientEnvironment.Configure(new VeniceClientOptions(), BaseAddressVariable))
    {
    }

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
            (options ?? new VeniceClientOptions()).Checked(), httpClient,
            settings => new ApiKeys(new NanoGptApiKey(apiKey), ApiAuthentication.Bearer, settings.RenewApiKey)) =>
        hasKey = true;

    /// <summary>Initializes a client with a wallet (x402) instead of a key.</summary>
    /// <param name="wallet">Signs each request.</param>
    /// <param name="options">The options, which are copied; null uses the defaults.</param>
    /// <param name="httpClient">Sends API requests; null creates one. See the other constructor.</param>
    /// <exception cref="ArgumentException">An option is invalid.</exception>
    public VeniceClient(WalletSignature wallet, VeniceClientOptions? options = null, HttpClient? httpClient = null)
        : this(
            (options ?? new VeniceClientOptions()).Checked(), httpClient,
            settings => new WalletCredentials(
                wallet ?? throw new ArgumentNullException(nameof(wallet)), settings.UseLegacySignInHeader))
    {
    }

    private VeniceClient(VeniceClientOptions options)
        : this(ClientEnvironment.GetKey(options, ApiKeyVariable), options)
    {
    }

    private VeniceClient(
        VeniceClientOptions options, HttpClient? httpClient, Func<VeniceClientOptions, ApiCredentials> newCredentials)
        : this(new VeniceProtocol(new ApiConnection(httpClient, newCredentials(options), options), options))
    {
    }

    private VeniceClient(VeniceProtocol protocol)
        : base(protocol) =>
        this.protocol = protocol;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<UnresolvedSubmission>> GetUnresolvedSubmissionsAsync(
        CancellationToken cancellationToken = default) =>
    [
        .. (await Coordinator.GetUnknownAsync(cancellationToken).ConfigureAwait(false))
            .Select(static open => new UnresolvedSubmission(open.Id, open.Model, open.SubmittedAt)),
    ];

    /// <inheritdoc/>
    public async Task<VideoJob> SubmitAsync(
        VeniceRequest request, Guid submissionId, CancellationToken cancellationToken = default)
    {
        Check(request);
        return !Coordinator.HasStore
            ? throw new InvalidOperationException(
                $"A submission with a submission id requires a journal ({nameof(VideoClientOptions.JournalPath)}): "
                + "Venice does not store the id, so only the journal can recognize it.")
            : await Coordinator.SubmitAsync(
                request, new SubmitOptions { SubmissionId = submissionId }, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<VideoJob?> ResolveManuallyAsync(
        Guid submissionId, string? queueId, CancellationToken cancellationToken = default)
    {
        if (queueId is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(queueId);
        }

        return await Coordinator.IsKnownAsync(submissionId, cancellationToken).ConfigureAwait(false)
            ? await Coordinator.ResolveManuallyAsync(submissionId, queueId, cancellationToken).ConfigureAwait(false)
            : throw new InvalidOperationException(
                $"The submission {submissionId} is not known, and Venice cannot find its job without the model.");
    }

    /// <inheritdoc/>
    public override VideoJob Resume(string handleJson) => base.Resume(handleJson) is { Model.Length: > 0 } job
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
        var response = await protocol.Api.FetchAsync(apiRequest, "The quote", VeniceErrors.ToException, cancellationToken)
            .ConfigureAwait(false);
        using var document = LenientJson.Parse(response.Body);
        return document?.RootElement.Find("quote").AsAmount()
            ?? throw ApiErrors.Unreadable(response, "The quote");

        void Reduce(RequestWriter writer)
        {
            writer.Keep(VeniceBodies.QuoteKeys);
            if (referenceVideosDuration is { } duration)
            {
                writer.Add("reference_video_total_duration", duration.TotalSeconds.ToString("R", CultureInfo.InvariantCulture));
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
            response = await protocol.Api.FetchAsync(request, "The completion of the job", ToError, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (JobNotFoundException missing)
        {
            // There is no video to wait for.
            await Coordinator.NoteEndAsync(job, SubmissionState.Failed, missing.Message).ConfigureAwait(false);
            throw;
        }

        using var document = LenientJson.Parse(response.Body);
        if (document?.RootElement.Find("success").AsBoolean() != true)
        {
            var error = ApiErrors.Unreadable(response, $"The deletion of the video of the job {job.RunId}");
            error.RunId = job.RunId;
            throw error;
        }

        await Coordinator.NoteEndAsync(job, SubmissionState.Saved).ConfigureAwait(false);

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
    public override async Task<IReadOnlyList<LiveModel>> ListModelsAsync(CancellationToken cancellationToken = default)
    {
        var request = new ApiRequest(HttpMethod.Get, "models?type=video")
        { MaxBytes = ModelListReader.MaxBytes, IsKeyless = true };
        return ModelListReader.Read(await protocol.Api.FetchAsync(
            request, "The list of models", VeniceErrors.ToException, cancellationToken).ConfigureAwait(false));
    }

    private protected override void Check(VideoRequest request) =>
        OutgoingRequest.Check<VeniceRequest>(request, protocol.Provider, protocol.Options);

    private protected override Task SaveAsync(
        VideoResult result, int index, Func<IVideoSource, Task> download, CancellationToken cancellationToken)
    {
        // The link is a secret itself, so the key is not sent.
        var output = result.Outputs[index];
        IVideoSource source = output.IsLink
            ? Downloader.Link(result.Job, "video", output.Url, result.CompletedAt, isKeyless: true)
            : new VeniceRetrieval(result.Job, protocol.Api, Scheduler, protocol.Options);
        return download(source);
    }
}
