using System.Net;
using System.Net.Sockets;

namespace NanoGpt;

/// <summary>
/// Connects to public addresses only. It looks at addresses after DNS, so a name that points into the private network, or starts
/// to between two look-ups, is refused too.
/// </summary>
internal sealed class GuardedConnect(NanoGptClientOptions options)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = await Dns.GetHostAddressesAsync(host, ct).ConfigureAwait(false);

        // A proxy is the user's own choice and connects for us.
        var isProxy = context.InitialRequestMessage.RequestUri is { } link
            && !string.Equals(link.IdnHost, host, StringComparison.OrdinalIgnoreCase);
        var allowed = isProxy ? addresses : Array.FindAll(addresses, IsAllowed);
        if (allowed.Length == 0)
        {
            throw new HttpRequestException($"The host {host} has no public address.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, ct).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool IsAllowed(IPAddress address) =>
        options.AllowPrivateDownloadHosts
        || PublicAddress.Is(address)
        || (options.AllowInsecureLoopback && IPAddress.IsLoopback(address));
}
