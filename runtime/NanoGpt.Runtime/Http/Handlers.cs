namespace NanoGpt.Http;

/// <summary>The client's own HTTP handlers: neither follows redirects nor keeps cookies.</summary>
internal static class Handlers
{
    public static HttpClient NewApiClient() => NewClient(new SubmitGuardHandler(New()));

    /// <summary>For videos: connects only to addresses that the options allow, decided after DNS.</summary>
    public static HttpClient NewMediaClient(IConnectionOptions options)
    {
        var handler = New();
        handler.ConnectCallback = new GuardedConnect(options).ConnectAsync;
        return NewClient(handler);
    }

    private static SocketsHttpHandler New() => new()
    {
        // A followed redirect would carry x-api-key to wherever it points; and a POST must not be repeated.
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),   // notices changed DNS
        ConnectTimeout = TimeSpan.FromSeconds(15),
    };

    // Deadlines are ours, by TimeProvider, and cover the body too.
    private static HttpClient NewClient(HttpMessageHandler handler) => new(handler) { Timeout = Timeout.InfiniteTimeSpan };
}
