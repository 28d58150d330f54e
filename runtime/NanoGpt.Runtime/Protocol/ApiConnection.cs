using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace NanoGpt;

/// <summary>Sends requests to the service: attaches the key where it belongs, keeps the deadline, reads answers up to a limit.</summary>
internal sealed class ApiConnection(HttpClient http, ApiKeys keys, NanoGptClientOptions options)
{
    public const int MaxAnswerBytes = 1 << 20;

    private static readonly ProductInfoHeaderValue UserAgent =
        new("NanoGpt.Runtime", typeof(ApiConnection).Assembly.GetName().Version?.ToString(3));

    public Uri BaseAddress { get; } = options.BaseAddress;

    public Uri Resolve(string path) => new(new Uri(BaseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/"), path);

    /// <summary>Attaches the key if the request goes to the service's origin, and only then.</summary>
    public void Authorize(HttpRequestMessage request)
    {
        request.Headers.UserAgent.Add(UserAgent);
        if (request.RequestUri is not { } link || !Origins.AreSame(link, BaseAddress)
            || !Origins.IsAllowed(link, options.AllowInsecureLoopback))
        {
            return;
        }

        if (options.Authentication == ApiAuthentication.Bearer)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", keys.Present.Value);
        }
        else
        {
            request.Headers.TryAddWithoutValidation("x-api-key", keys.Present.Value);
        }
    }

    /// <summary>Asks what costs nothing; once more if the key was refused and there is a newer one.</summary>
    public async Task<ApiAnswer> AskAsync(HttpMethod method, string path, int maxBytes, CancellationToken ct)
    {
        var answer = await OnceAsync().ConfigureAwait(false);
        return RenewsKey(answer) ? await OnceAsync().ConfigureAwait(false) : answer;

        async Task<ApiAnswer> OnceAsync()
        {
            using var request = new HttpRequestMessage(method, Resolve(path));
            return await SendAsync(request, maxBytes, ct).ConfigureAwait(false);
        }
    }

    /// <summary>Whether an answer refuses the key that was sent, and there is another by now.</summary>
    public bool RenewsKey(ApiAnswer answer) => answer.Status == HttpStatusCode.Unauthorized && keys.Renew(answer.KeyVersion);

    /// <summary>One exchange, its body included, within the request timeout.</summary>
    public async Task<ApiAnswer> SendAsync(HttpRequestMessage request, int maxBytes, CancellationToken ct)
    {
        var keyVersion = keys.Version;   // before the key is read: a newer one that is taken for older costs one more question
        Authorize(request);
        using var deadline = new CancellationTokenSource(options.RequestTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            if (response.RequestMessage?.RequestUri is { } last && !Origins.AreSame(last, BaseAddress))
            {
                throw new HttpRequestException("The HTTP client followed a redirect to another origin. Turn its redirects off.");
            }

            var body = await ReadAsync(response.Content, maxBytes, either.Token).ConfigureAwait(false);
            keys.Scrub(body);
            return new ApiAnswer(response.StatusCode, body)
            {
                RequestId = response.Headers.TryGetValues("X-Request-ID", out var ids) ? SafeText.Clean(keys.Scrub(string.Join(",", ids)), 200) : null,
                RetryAfter = RetryAfter(response.Headers),
                Date = response.Headers.Date,
                RedirectHost = response.Headers.Location is { } location ? RedirectHost(location) : null,
                Moderation = Moderation(response.Headers),
                KeySource = options.ApiKeySource,
                KeyVersion = keyVersion,
                ReceivedAt = options.TimeProvider.GetUtcNow(),
            };
        }
        catch (OperationCanceledException exception) when (deadline.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new TimeoutException($"There was no complete answer within {options.RequestTimeout:c}.", exception);
        }
    }

    /// <summary>Whether a text that is to be kept holds a key.</summary>
    public bool ShowsKey(string text) => keys.Scrub(text) != text;

    /// <summary>Whether an exception is about the connection, not about us.</summary>
    public static bool IsTransport(Exception exception) =>
        exception is HttpRequestException or IOException or TimeoutException or OperationCanceledException;

    // Read by hand: the limit holds for headers that lie about the length too, and an invalid charset does no harm.
    private static async Task<byte[]> ReadAsync(HttpContent content, int maxBytes, CancellationToken ct)
    {
        using var buffer = new PooledBuffer(4096);
        var stream = await content.ReadAsStreamAsync(ct).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            while (true)
            {
                var read = await stream.ReadAsync(buffer.GetMemory(4096), ct).ConfigureAwait(false);
                if (read == 0)
                {
                    return buffer.Written.ToArray();
                }

                buffer.Advance(read);
                if (buffer.Written.Length > maxBytes)
                {
                    throw new HttpRequestException(FormattableString.Invariant($"The answer has more than {maxBytes} bytes."));
                }
            }
        }
    }

    private Moderation? Moderation(HttpResponseHeaders headers)
    {
        var (model, flagged, cost) = (Text("model"), Text("flagged"), Text("cost-usd"));
        return model is null && flagged is null && cost is null ? null : new Moderation(
            model,
            flagged is null ? null : bool.TryParse(flagged, out var isFlagged) && isFlagged,
            decimal.TryParse(cost, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) && amount >= 0 ? amount : null);

        string? Text(string name) => headers.TryGetValues("x-nanogpt-inline-moderation-" + name, out var values)
            ? SafeText.Clean(keys.Scrub(string.Join(",", values)), 200)
            : null;
    }

    private string RedirectHost(Uri location) =>
        location.IsAbsoluteUri ? SafeText.Clean(keys.Scrub(location.Scheme == Uri.UriSchemeFile ? "a file" : location.Host), 200) : "itself";

    // A date counts from the server's own clock, which ours may not agree with.
    private TimeSpan? RetryAfter(HttpResponseHeaders headers)
    {
        var wait = headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - (headers.Date ?? options.TimeProvider.GetUtcNow()),
            _ => (TimeSpan?)null,
        };
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
