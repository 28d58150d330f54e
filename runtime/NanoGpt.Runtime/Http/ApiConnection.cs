using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Threading.RateLimiting;

namespace NanoGpt.Http;

/// <summary>
/// Sends requests to the service once: attaches the key for its origin, enforces the timeout and reads responses up to a limit.
/// </summary>
/// <param name="wanted">The HTTP client of the caller, which is not disposed; null creates one.</param>
/// <param name="credentials">The key or the wallet.</param>
/// <param name="options">The settings.</param>
internal sealed class ApiConnection(HttpClient? wanted, ApiCredentials credentials, IConnectionOptions options) : IDisposable
{
    public const int MaxResponseBytes = 1 << 20;

    private const int MaxPaymentText = 1 << 14;
    private const long LatestSecond = 253402300799;   // the end of the year 9999

    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private static readonly string UserAgent =
        new ProductInfoHeaderValue("NanoGpt.Runtime", typeof(ApiConnection).Assembly.GetName().Version?.ToString(3)).ToString();

    private readonly HttpClient http = wanted ?? Handlers.NewApiClient();
    private readonly bool isOwnHttp = wanted is null;
    private readonly Uri root = new(options.BaseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/");
    private volatile bool isDisposed;

    public Uri BaseAddress { get; } = options.BaseAddress;

    public SafeText Text { get; } = new(credentials);

    public int KeyVersion => credentials.Version;

    public Uri Resolve(string path) => new(root, path);

    /// <summary>Attaches the key if the request goes to the origin of the service.</summary>
    /// <exception cref="AuthenticationFailedException">There are no credentials; nothing was sent.</exception>
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

    /// <summary>Sends a request that costs nothing, and again if the key was refused and there is a newer one.</summary>
    /// <exception cref="OperationCanceledException">The token was canceled, whatever exception a handler threw then.</exception>
    public async Task<ApiResponse> RequestAsync(ApiRequest question, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await SendOnceAsync(question, cancellationToken).ConfigureAwait(false);
            if (!RenewsKey(answer))
            {
                return answer;
            }

            // Otherwise all requests that were sent with the old key would be sent again at once.
            using var another = await SendPermit.AcquireAnotherAsync(question.Permit, cancellationToken).ConfigureAwait(false);
            return await SendOnceAsync(question with { Permit = another }, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested
            && exception is not (OperationCanceledException or NanoGptException))
        {
            throw new OperationCanceledException(null, exception, cancellationToken);
        }
    }

    /// <summary>Sends a request that costs nothing and returns a successful response.</summary>
    /// <param name="question">The request.</param>
    /// <param name="what">The thing that is fetched, for messages.</param>
    /// <param name="toError">Creates the exception for another response.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <exception cref="NanoGptException">There is no successful response.</exception>
    public async Task<ApiResponse> FetchAsync(
        ApiRequest question, string what, Func<ApiResponse, NanoGptException> toError, CancellationToken cancellationToken)
    {
        ApiResponse answer;
        try
        {
            answer = await RequestAsync(question, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is not NanoGptException
            && !(isDisposed && exception is ObjectDisposedException))
        {
            throw new NanoGptException($"{what} could not be fetched.", exception) { IsRetrySafe = true };
        }

        return answer.IsSuccess ? answer : throw toError(answer);
    }

    /// <summary>Returns whether a response refuses the key that was sent and there is a newer one.</summary>
    public bool RenewsKey(ApiResponse answer) =>
        answer.Status == HttpStatusCode.Unauthorized && credentials.Renew(answer.KeyVersion);

    /// <summary>Sends a request once and reads the response within the request timeout.</summary>
    public Task<ApiResponse> SendAsync(HttpRequestMessage request, RateLimitLease permit, CancellationToken cancellationToken) =>
        SendAsync(request, permit, MaxResponseBytes, isKeyless: false, mayBeVideo: false, cancellationToken);

    /// <summary>Sends a request whose response the caller reads and disposes.</summary>
    /// <exception cref="TimeoutException">There was no response in time.</exception>
    public async Task<HttpResponseMessage> OpenAsync(HttpRequestMessage request, RateLimitLease permit, CancellationToken cancellationToken)
    {
        await AuthorizeAsync(request, cancellationToken).ConfigureAwait(false);
        using var deadline = new Deadline(options.RequestTimeout, options.TimeProvider, cancellationToken);
        try
        {
            var response = await DispatchAsync(request, permit, deadline.Token).ConfigureAwait(false);
            ThrowIfElsewhere(response);
            return response;
        }
        catch (Exception exception) when (TranslateException(exception, deadline) is { } ours)
        {
            throw ours;
        }
    }

    /// <summary>Reads the response of <see cref="OpenAsync"/>.</summary>
    /// <exception cref="TimeoutException">The body did not end in time.</exception>
    public async Task<ApiResponse> FinishAsync(HttpResponseMessage response, int keyVersion, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(options.RequestTimeout, options.TimeProvider, cancellationToken);
        try
        {
            var body = await ReadAsync(response.Content, MaxResponseBytes, mayBeVideo: false, deadline.Token).ConfigureAwait(false);
            return Read(response, body, keyVersion);
        }
        catch (Exception exception) when (TranslateException(exception, deadline) is { } ours)
        {
            throw ours;
        }
    }

    private async Task<ApiResponse> SendOnceAsync(ApiRequest question, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(question.Method, Resolve(question.Path)) { Content = question.NewContent() };
        return await SendAsync(
            request, question.Permit, question.MaxBytes, question.IsKeyless, question.MayBeVideo, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ApiResponse> SendAsync(
        HttpRequestMessage request, RateLimitLease? permit, int maxBytes, bool isKeyless, bool mayBeVideo, CancellationToken cancellationToken)
    {
        var keyVersion = credentials.Version;   // read before the key: at worst, a newer key is tried once too often
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
            ThrowIfElsewhere(response);
            mayBeVideo &= response.StatusCode == HttpStatusCode.OK;
            var body = await ReadAsync(response.Content, maxBytes, mayBeVideo, deadline.Token).ConfigureAwait(false);
            return Read(response, body, keyVersion);
        }
        catch (Exception exception) when (TranslateException(exception, deadline) is { } ours)
        {
            throw ours;
        }
    }

    // Null if the exception can be thrown as it is.
    private Exception? TranslateException(Exception exception, Deadline deadline)
    {
        var clean = Text.Clean(exception);
        return exception is OperationCanceledException && deadline.HasPassed
                ? new TimeoutException($"There was no complete answer within {options.RequestTimeout:c}.", clean)
            : ReferenceEquals(clean, exception) ? null
            : clean;
    }

    private Task<HttpResponseMessage> DispatchAsync(HttpRequestMessage request, RateLimitLease? permit, CancellationToken cancellationToken)
    {
        var answer = http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        SendPermit.NoteSent(permit);   // only now has it passed the handlers
        return answer;
    }

    public void Dispose()
    {
        isDisposed = true;
        if (isOwnHttp)
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
                ? HeaderText(headers, "PAYMENT-REQUIRED", MaxPaymentText)
                : null,
            IsVideo = body is null,
            KeySource = options.ApiKeySource,
            KeyVersion = keyVersion,
            ReceivedAt = options.TimeProvider.GetUtcNow(),
        };
    }

    private void ThrowIfElsewhere(HttpResponseMessage response)
    {
        if (response.RequestMessage?.RequestUri is { } last && !Origins.AreSame(last, BaseAddress))
        {
            response.Dispose();
            throw new HttpRequestException("The HTTP client followed a redirect to another origin. Turn its redirects off.");
        }
    }

    // Read by hand: the limit must hold if a header lies about the length, and an invalid charset must not matter. Null for a
    // video, recognized by its first bytes, of which no more is read.
    private static async Task<byte[]?> ReadAsync(HttpContent content, int maxBytes, bool mayBeVideo, CancellationToken cancellationToken)
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
                    throw new HttpRequestException(FormattableString.Invariant($"The answer has more than {maxBytes} bytes."));
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
        && seconds <= LatestSecond
            ? Until(DateTimeOffset.FromUnixTimeSeconds(seconds), headers)
            : null;

    // Relative to the clock of the server, which may differ from the local clock.
    private TimeSpan? Until(DateTimeOffset date, HttpResponseHeaders headers) =>
        Bounded(date - (headers.Date ?? options.TimeProvider.GetUtcNow()));

    // Every wait that a server asks for passes here. A time more than a day away, in either direction, is a mistake.
    private static TimeSpan? Bounded(TimeSpan wait) =>
        wait > LongestWait || wait < -LongestWait ? null
        : wait < TimeSpan.Zero ? TimeSpan.Zero
        : wait;
}
