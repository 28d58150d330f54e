using System.Net;
using System.Net.Sockets;

namespace NanoGpt.Http;

/// <summary>
/// Connects to public addresses only. It checks addresses after DNS, so names that resolve to private addresses are refused as
/// well.
/// </summary>
internal sealed class GuardedConnect(IConnectionOptions options)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);

        // A proxy is chosen by the user, often has a private address, and makes the connection itself.
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

    // By the configuration. Whatever is not known to be the proxy is checked.
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
