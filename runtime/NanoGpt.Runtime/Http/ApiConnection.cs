using System.Net.Http.Headers;

namespace NanoGpt.Http;

/// <summary>Sends requests with the key, the timeout and the response limit. Does not retry.</summary>
internal sealed class ApiConnection(HttpClient? customClient, ApiCredentials credentials, IConnectionOptions options)
    : IDisposable
{
    public const int MaxResponseBytes = 1 << 20;

    private const int MaxPaymentLength = 1 << 14;
    private const long MaxUnixSeconds = 253402300799;   // the end of the year 9999

    private static readonly TimeSpan MaxWait = TimeSpan.FromDays(1);

    private static readonly string UserAgent =
        new ProductInfoHeaderValue("NanoGpt.Runtime", typeof(ApiConnection).Assembly.GetName().Version?.ToString(3)).ToString();

    private readonly HttpClient http = customClient ?? HttpClients.NewApiClient();
    private readonly bool ownsHttp = customClient is null;
    private readonly Uri root = new(options.BaseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/");
    private volatile bool isDisposed;

    public Uri BaseAddress { get; } = options.BaseAddress;

    public SafeText Text { get; } = new(credentials);

    public int KeyVersion => credentials.Version;

    public Uri Resolve(string path) => new(root, path);

    public ValueTask AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        AddUserAgent(request);
        return request.RequestUri is { } link && Origins.AreSame(link, BaseAddress)
            && Origins.IsAllowed(link, options.AllowInsecureLoopback)
            ? credentials.AttachAsync(request, cancellationToken)
            : default;
    }

    public static void AddUserAgent(HttpRequestMessage request) =>
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);   // known to be valid

    /// <summary>Sends a free request, again if the key was renewed. After a cancellation, no other exception is thrown.</summary>
    public async Task<ApiResponse> RequestAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var response = await SendOnceAsync(request, cancellationToken).ConfigureAwait(false);
            if (!RenewsKey(response))
            {
                return response;
            }

            // Otherwise all requests that were sent with the old key would be sent again at once.
            using var another = await SendPermit.AcquireAnotherAsync(request.Permit, cancellationToken).ConfigureAwait(false);
            return await SendOnceAsync(request with { Permit = another }, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested
            && exception is not (OperationCanceledException or NanoGptException))
        {
            throw new OperationCanceledException(null, exception, cancellationToken);
        }
    }

    /// <summary>Sends a free request and returns a successful response. The subject is the start of the error message.</summary>
    public async Task<ApiResponse> FetchAsync(
        ApiRequest request, string subject, Func<ApiResponse, NanoGptException> toError, CancellationToken cancellationToken)
    {
        ApiResponse response;
        try
        {
            response = await RequestAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is not NanoGptException
            && !(isDisposed && exception is ObjectDisposedException))
        {
            throw new NanoGptException($"{subject} could not be fetched.", exception) { IsRetrySafe = true };
        }

        return response.IsSuccess ? response : throw toError(response);
    }

    /// <summary>Returns whether the response rejects the key that was sent and there is a newer one.</summary>
    public bool RenewsKey(ApiResponse response) =>
        response.Status == HttpStatusCode.Unauthorized && credentials.Renew(response.KeyVersion);

    public Task<ApiResponse> SendAsync(HttpRequestMessage request, RateLimitLease permit, CancellationToken cancellationToken) =>
        SendAsync(request, permit, MaxResponseBytes, isKeyless: false, mayBeVideo: false, cancellationToken);

    /// <summary>Sends a request whose response the caller reads and disposes.</summary>
    public async Task<HttpResponseMessage> OpenAsync(
        HttpRequestMessage request, RateLimitLease permit, CancellationToken cancellationToken)
    {
        await AuthorizeAsync(request, cancellationToken).ConfigureAwait(false);
        using var deadline = new Deadline(options.RequestTimeout, options.TimeProvider, cancellationToken);
        try
        {
            var response = await DispatchAsync(request, permit, deadline.Token).ConfigureAwait(false);
            ThrowIfOtherOrigin(response);
            return response;
        }
        catch (Exception exception) when (TranslateException(exception, deadline) is { } translated)
        {
            throw translated;
        }
    }

    /// <summary>Reads the response of <see cref="OpenAsync"/>.</summary>
    public async Task<ApiResponse> FinishAsync(HttpResponseMessage response, int keyVersion, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(options.RequestTimeout, options.TimeProvider, cancellationToken);
        try
        {
            var body = await ReadAsync(response.Content, MaxResponseBytes, mayBeVideo: false, deadline.Token)
                .ConfigureAwait(false);
            return Read(response, body, keyVersion);
        }
        catch (Exception exception) when (TranslateException(exception, deadline) is { } translated)
        {
            throw translated;
        }
    }

    private async Task<ApiResponse> SendOnceAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(request.Method, Resolve(request.Path)) { Content = request.NewContent() };
        return await SendAsync(
            message, request.Permit, request.MaxBytes, request.IsKeyless, request.MayBeVideo, cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task<ApiResponse> SendAsync(
        HttpRequestMessage request, RateLimitLease? permit, int maxBytes, bool isKeyless, bool mayBeVideo,
        CancellationToken cancellationToken)
    {
        var keyVersion = credentials.Version;   // read before the key: at worst, a newer key is tried once more than necessary
        if (isKeyless)
        {
            AddUserAgent(request);
        }
        else
        {
            await AuthorizeAsync(request, cancellationToken).ConfigureAwait(false);
        }

        using var deadline = new Deadline(options.RequestTimeout, options.TimeProvider, cancellationToken);
        try
        {
            using var response = await DispatchAsync(request, permit, deadline.Token).ConfigureAwait(false);
            ThrowIfOtherOrigin(response);
            mayBeVideo &= response.StatusCode == HttpStatusCode.OK;
            var body = await ReadAsync(response.Content, maxBytes, mayBeVideo, deadline.Token).ConfigureAwait(false);
            return Read(response, body, keyVersion);
        }
        catch (Exception exception) when (TranslateException(exception, deadline) is { } translated)
        {
            throw translated;
        }
    }

    // Null if the exception can be thrown as it is.
    private Exception? TranslateException(Exception exception, Deadline deadline)
    {
        var clean = Text.Clean(exception);
        return exception is OperationCanceledException && deadline.HasPassed
                ? new TimeoutException($"No complete response arrived within {options.RequestTimeout:c}.", clean)
            : ReferenceEquals(clean, exception) ? null
            : clean;
    }

    private Task<HttpResponseMessage> DispatchAsync(
        HttpRequestMessage request, RateLimitLease? permit, CancellationToken cancellationToken)
    {
        var sending = http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        SendPermit.NoteSent(permit);   // the request has passed the handlers now
        return sending;
    }

    public void Dispose()
    {
        isDisposed = true;
        if (ownsHttp)
        {
            http.Dispose();
        }
    }

    // The body is null for a video.
    private ApiResponse Read(HttpResponseMessage response, byte[]? body, int keyVersion)
    {
        var headers = response.Headers;
        return new ApiResponse(response.StatusCode, body ?? [])
        {
            Text = Text,
            IsChallenge = headers.Contains("cf-mitigated"),
            RequestId = HeaderText(headers, "X-Request-ID", 200),
            RetryAfter = RetryAfter(headers) ?? (response.StatusCode == HttpStatusCode.TooManyRequests
                ? UntilReset(headers)
                : null),
            RedirectHost = headers.Location is { } location ? RedirectHost(location) : null,
            Moderation = Moderation(headers),
            RemainingBalance = Amount(HeaderText(headers, "X-Balance-Remaining", 100)),
            PaymentRequired = response.StatusCode == HttpStatusCode.PaymentRequired
                ? HeaderText(headers, "PAYMENT-REQUIRED", MaxPaymentLength)
                : null,
            IsVideo = body is null,
            KeySource = options.ApiKeySource,
            KeyVersion = keyVersion,
            ReceivedAt = options.TimeProvider.GetUtcNow(),
        };
    }

    private void ThrowIfOtherOrigin(HttpResponseMessage response)
    {
        if (response.RequestMessage?.RequestUri is { } last && !Origins.AreSame(last, BaseAddress))
        {
            response.Dispose();
            throw new HttpRequestException("The HTTP client followed a redirect to another origin. Turn its redirects off.");
        }
    }

    // The framework's methods trust the length and the charset of the headers. Returns null for a video, of which only the first
    // bytes are read.
    private static async Task<byte[]?> ReadAsync(
        HttpContent content, int maxBytes, bool mayBeVideo, CancellationToken cancellationToken)
    {
        using var buffer = new PooledBuffer(4096);
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            while (true)
            {
                var read = await stream.ReadAsync(buffer.GetMemory(4096), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    return buffer.Written.ToArray();
                }

                buffer.Advance(read);
                if (mayBeVideo && buffer.Written.Length >= MediaSignature.Length)
                {
                    if (MediaSignature.IsVideo(buffer.Written))
                    {
                        return null;
                    }

                    mayBeVideo = false;
                }

                if (buffer.Written.Length > maxBytes)
                {
                    throw new HttpRequestException(FormattableString.Invariant($"The response has more than {maxBytes} bytes."));
                }
            }
        }
    }

    private Moderation? Moderation(HttpResponseHeaders headers)
    {
        const string Prefix = "x-nanogpt-inline-moderation-";
        var model = HeaderText(headers, Prefix + "model", 200);
        var flagged = HeaderText(headers, Prefix + "flagged", 200);
        var cost = HeaderText(headers, Prefix + "cost-usd", 200);
        return model is null && flagged is null && cost is null
            ? null
            : new Moderation(model, flagged is null ? null : bool.TryParse(flagged, out var flag) && flag, Amount(cost));
    }

    private string? HeaderText(HttpResponseHeaders headers, string name, int maxLength) =>
        headers.TryGetValues(name, out var values)
        ? Text.Clean(string.Join(",", values), maxLength)
        : null;

    private static decimal? Amount(string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) && amount >= 0 ? amount : null;

    private string RedirectHost(Uri location) =>
        location.IsAbsoluteUri ? Text.Clean(location.Scheme == Uri.UriSchemeFile ? "a file" : location.Host, 200) : "itself";

    private TimeSpan? RetryAfter(HttpResponseHeaders headers) => headers.RetryAfter switch
    {
        { Delta: { } delta } => Bounded(delta),
        { Date: { } date } => Until(date, headers),
        _ => null,
    };

    // Venice sends the end of its limit in seconds since 1970.
    private TimeSpan? UntilReset(HttpResponseHeaders headers) =>
        headers.TryGetValues("x-ratelimit-reset-requests", out var values)
        && long.TryParse(string.Join(",", values), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= MaxUnixSeconds
            ? Until(DateTimeOffset.FromUnixTimeSeconds(seconds), headers)
            : null;

    // Relative to the clock of the server, which may differ from the local clock.
    private TimeSpan? Until(DateTimeOffset date, HttpResponseHeaders headers) =>
        Bounded(date - (headers.Date ?? options.TimeProvider.GetUtcNow()));

    // Bounds every wait that a server requests. A time more than a day away, in either direction, is implausible.
    private static TimeSpan? Bounded(TimeSpan wait) =>
        wait > MaxWait || wait < -MaxWait ? null
        : wait < TimeSpan.Zero ? TimeSpan.Zero
        : wait;
}

/// <summary>Represents the options of a connection. The options of the clients implement it.</summary>
internal interface IConnectionOptions
{
    Uri BaseAddress { get; }

    string? ApiKeySource { get; }

    TimeSpan RequestTimeout { get; }

    bool AllowInsecureLoopback { get; }

    bool AllowPrivateDownloadHosts { get; }

    TimeProvider TimeProvider { get; }
}
