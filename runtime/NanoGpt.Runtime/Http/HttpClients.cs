using System.Net.Sockets;

namespace NanoGpt.Http;

/// <summary>Creates the HTTP clients that a client uses by default. They do not follow redirects and keep no cookies.</summary>
internal static class HttpClients
{
    public static HttpClient NewApiClient() => NewClient(new SubmitGuardHandler(New()));

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

/// <summary>Connects to public addresses only, checked after DNS: a public name may have a private address.</summary>
internal sealed class GuardedConnect(IConnectionOptions options)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);

        // The user chooses the proxy, which may have a private address and makes the connection itself.
        var allowed = IsProxy(context) ? addresses : Array.FindAll(addresses, IsAllowed);
        if (allowed.Length == 0)
        {
            throw new HttpRequestException($"The host {host} has no public address.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // Addresses that are not certainly those of the proxy are checked.
    private static bool IsProxy(SocketsHttpConnectionContext context) =>
        context.InitialRequestMessage.RequestUri is { } link
        && !HttpClient.DefaultProxy.IsBypassed(link)
        && HttpClient.DefaultProxy.GetProxy(link) is { } proxy
        && proxy != link
        && string.Equals(proxy.IdnHost, context.DnsEndPoint.Host, StringComparison.OrdinalIgnoreCase)
        && proxy.Port == context.DnsEndPoint.Port;

    private bool IsAllowed(IPAddress address) =>
        options.AllowPrivateDownloadHosts
        || PublicAddress.IsPublic(address)
        || (options.AllowInsecureLoopback && IPAddress.IsLoopback(address));
}

/// <summary>Decides which addresses may receive the key and requests.</summary>
internal static class Origins
{
    public static bool AreSame(Uri left, Uri right) =>
        left.IsAbsoluteUri && right.IsAbsoluteUri
        && string.Equals(left.Scheme, right.Scheme, StringComparison.OrdinalIgnoreCase)
        && string.Equals(left.IdnHost, right.IdnHost, StringComparison.OrdinalIgnoreCase)
        && left.Port == right.Port;

    /// <summary>Returns whether a link is https, or http to a loopback address if that is allowed.</summary>
    public static bool IsAllowed(Uri link, bool allowInsecureLoopback) =>
        link.IsAbsoluteUri
        && (link.Scheme == Uri.UriSchemeHttps || (allowInsecureLoopback && link.Scheme == Uri.UriSchemeHttp && link.IsLoopback));
}
