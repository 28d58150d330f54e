namespace NanoGpt.Http;

/// <summary>Creates the HTTP clients that a client uses by default. They do not follow redirects and keep no cookies.</summary>
internal static class Handlers
{
    public static HttpClient NewApiClient() => NewClient(new SubmitGuardHandler(New()));

    /// <summary>Creates a client that connects only to addresses that the options allow, checked after DNS.</summary>
    public static HttpClient NewMediaClient(IConnectionOptions options)
    {
        var handler = New();
        handler.ConnectCallback = new GuardedConnect(options).ConnectAsync;
        return NewClient(handler);
    }

    private static SocketsHttpHandler New() => new()
    {
        // A redirect would send x-api-key to another host, and repeat a POST.
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),   // to notice DNS changes
        ConnectTimeout = TimeSpan.FromSeconds(15),
    };

    // The library has its own timeouts, which use a TimeProvider and cover the body.
    private static HttpClient NewClient(HttpMessageHandler handler) => new(handler) { Timeout = Timeout.InfiniteTimeSpan };
}
