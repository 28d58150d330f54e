namespace NanoGpt;

/// <summary>
/// Sends each paid POST of a <see cref="NanoGptClient"/> or <see cref="VeniceClient"/> at most once, whatever other handlers do,
/// and turns off redirects. Place it directly above the handler that connects. The clients' default HttpClient and the clients of
/// NanoGpt.Hosting contain it.
/// </summary>
public sealed class SubmitGuardHandler : DelegatingHandler
{
    private const string NanoGptPath = "/api/generate-video";
    private const string VenicePath = "/video/queue";

    private volatile bool hasNoRedirects;

    /// <summary>Initializes a new instance whose inner handler is set later.</summary>
    public SubmitGuardHandler()
    {
    }

    /// <summary>Initializes a new instance above a handler.</summary>
    /// <param name="innerHandler">The handler that connects. Its automatic redirects are turned off.</param>
    /// <exception cref="InvalidOperationException">The handler follows redirects and has sent a request already.</exception>
    public SubmitGuardHandler(HttpMessageHandler innerHandler)
        : base(innerHandler) => TurnRedirectsOff();

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        TurnRedirectsOff();
        var hasToken = request.Options.TryGetValue(SingleSendToken.Key, out var token);
        if (!hasToken && !IsPaidPath(request))
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        // Also rejects a copy without a token, because it cannot be distinguished from a repetition.
        if (!hasToken || !token!.TryTake())
        {
            throw new RepeatedSendException();
        }

        var body = request.Content is null ? null : new OneShotContent(request.Content);
        request.Content = body;
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            token.ResponseStatus = response.StatusCode;
            return response;
        }
        catch when (body is { IsStarted: false })
        {
            token.Return();
            throw;
        }
    }

    private static bool IsPaidPath(HttpRequestMessage request) =>
        request.Method == HttpMethod.Post
        && request.RequestUri is { IsAbsoluteUri: true } link
        && link.AbsolutePath.TrimEnd('/') is var path
        && (path.EndsWith(NanoGptPath, StringComparison.OrdinalIgnoreCase)
            || path.EndsWith(NanoGptPath + "/extend", StringComparison.OrdinalIgnoreCase)
            || path.EndsWith(VenicePath, StringComparison.OrdinalIgnoreCase));

    // A redirect would repeat the POST, and send the key to another host.
    private void TurnRedirectsOff()
    {
        if (hasNoRedirects)
        {
            return;
        }

        try
        {
            for (var handler = InnerHandler; handler is not null; handler = (handler as DelegatingHandler)?.InnerHandler)
            {
                switch (handler)
                {
                    case SocketsHttpHandler { AllowAutoRedirect: true } sockets:
                        sockets.AllowAutoRedirect = false;
                        break;
                    case HttpClientHandler { AllowAutoRedirect: true } client:
                        client.AllowAutoRedirect = false;
                        break;
                }
            }
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidOperationException(
                $"{nameof(SubmitGuardHandler)} cannot turn off the redirects of a handler that has sent requests already: "
                + "set AllowAutoRedirect = false when you create it.",
                exception);
        }

        hasNoRedirects = true;
    }
}
