using System.Net.Sockets;
using System.Net;

namespace NanoGpt.Emulator.Hosting;

/// <summary>Binds one port on both loopback addresses, because <c>localhost</c> may resolve to either.</summary>
internal sealed class LoopbackListener : IDisposable
{
    private const int MaxAttempts = 20;
    private readonly Dictionary<EndPoint, Socket> sockets = [];

    private LoopbackListener()
    {
    }

    /// <summary>Gets the endpoints: 127.0.0.1 first, then [::1] if the machine supports IPv6.</summary>
    public IReadOnlyList<IPEndPoint> EndPoints { get; private init; } = [];

    /// <summary>Binds a port.</summary>
    /// <param name="port">The port, from 0 to 65535; 0 uses a port that is free on both addresses.</param>
    /// <exception cref="IOException">The port is in use.</exception>
    public static LoopbackListener Bind(int port)
    {
        for (var attempt = 1; ; attempt++)
        {
            Socket? first = null;
            try
            {
                first = Bind(new IPEndPoint(IPAddress.Loopback, port));
                var second = Socket.OSSupportsIPv6 ? BindIfAvailable(new(IPAddress.IPv6Loopback, EndPointOf(first).Port)) : null;
                Socket[] bound = second is null ? [first] : [first, second];
                var listener = new LoopbackListener { EndPoints = [.. bound.Select(EndPointOf)] };
                foreach (var (endPoint, socket) in listener.EndPoints.Zip(bound))
                {
                    listener.sockets.Add(endPoint, socket);
                }

                return listener;
            }
            catch (SocketException e)
            {
                first?.Dispose();
                if (port != 0 || attempt == MaxAttempts)
                {
                    throw new IOException($"The port {port} of this machine cannot be used: {e.Message}.", e);
                }
            }
        }
    }

    /// <summary>Transfers the ownership of the socket of an endpoint; null if it is not one of <see cref="EndPoints"/>.</summary>
    public Socket? Take(EndPoint endPoint) => sockets.Remove(endPoint, out var socket) ? socket : null;

    public void Dispose()
    {
        foreach (var socket in sockets.Values)
        {
            socket.Dispose();
        }
    }

    private static IPEndPoint EndPointOf(Socket socket) => (IPEndPoint)socket.LocalEndPoint!;

    private static Socket? BindIfAvailable(IPEndPoint endPoint)
    {
        try
        {
            return Bind(endPoint);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            return null;   // IPv6 without its loopback address, as in some containers
        }
    }

    private static Socket Bind(IPEndPoint endPoint)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(endPoint);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
