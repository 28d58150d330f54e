namespace NanoGpt;

/// <summary>
/// Lets each paid POST of a <see cref="NanoGptClient"/> or <see cref="VeniceClient"/> through once, whatever the handlers above it do. Put it innermost, directly
/// over the handler that connects; the client's own HttpClient and the one of NanoGpt.Hosting have it.
/// </summary>
public sealed class SubmitGuardHandler : DelegatingHandler
{
    private const string NanoGptPath = "/api/generate-video";
    private const string VenicePath = "/video/queue";

    /// <summary>A guard whose inner handler is set later.</summary>
    public SubmitGuardHandler()
    {
    }

    /// <summary>A guard over a handler.</summary>
    /// <param name="innerHandler">The handler that connects.</param>
    public SubmitGuardHandler(HttpMessageHandler innerHandler)
        : base(innerHandler)
    {
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!IsPaid(request))
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        // A copy that lost its leave is refused too: nothing tells it from a repetition.
        if (!request.Options.TryGetValue(PaidCall.Key, out var call) || !call.TryTake())
        {
            throw new RepeatedSendException();
        }

        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            call.Answered = response.StatusCode;
            return response;
        }
        catch
        {
            call.GiveBackIfUnsent(request.Content);
            throw;
        }
    }

    private static bool IsPaid(HttpRequestMessage request) =>
        request.Method == HttpMethod.Post
        && request.RequestUri is { IsAbsoluteUri: true } link
        && (link.AbsolutePath.EndsWith(NanoGptPath, StringComparison.Ordinal)
            || link.AbsolutePath.EndsWith(NanoGptPath + "/extend", StringComparison.Ordinal)
            || link.AbsolutePath.EndsWith(VenicePath, StringComparison.Ordinal));
}
