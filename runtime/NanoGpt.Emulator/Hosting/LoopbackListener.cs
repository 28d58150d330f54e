using System.Net;
using System.Net.Sockets;

namespace NanoGpt.Emulator.Hosting;

/// <summary>Binds one port on both loopback addresses, because the name <c>localhost</c> may stand for either.</summary>
internal sealed class LoopbackListener : IDisposable
{
    private const int MostAttempts = 20;
    private readonly Dictionary<EndPoint, Socket> sockets = [];

    private LoopbackListener()
    {
    }

    /// <summary>Gets the endpoints, that of 127.0.0.1 first; the other is missing on a machine without IPv6.</summary>
    public IReadOnlyList<IPEndPoint> EndPoints { get; private init; } = [];

    /// <summary>Binds a port.</summary>
    /// <param name="port">The port, from 0 to 65535; 0 takes one that is free on both addresses.</param>
    /// <exception cref="IOException">The port is in use.</exception>
    public static LoopbackListener Bind(int port)
    {
        for (var attempt = 1; ; attempt++)
        {
            Socket? first = null;
            try
            {
                first = Bind(new IPEndPoint(IPAddress.Loopback, port));
                var bound = new List<Socket> { first };
                if (Socket.OSSupportsIPv6 && BindIfThere(new IPEndPoint(IPAddress.IPv6Loopback, PortOf(first))) is { } second)
                {
                    bound.Add(second);
                }

                var listener = new LoopbackListener
                {
                    EndPoints = [.. bound.Select(static socket => (IPEndPoint)socket.LocalEndPoint!)],
                };
                foreach (var (endPoint, socket) in listener.EndPoints.Zip(bound))
                {
                    listener.sockets.Add(endPoint, socket);
                }

                return listener;
            }
            catch (SocketException e)
            {
                first?.Dispose();
                if (port != 0 || attempt == MostAttempts)
                {
                    throw new IOException($"The port {port} of this machine cannot be used: {e.Message}.", e);
                }
            }
        }
    }

    /// <summary>Hands over the socket of an endpoint; null if it is not one of <see cref="EndPoints"/>.</summary>
    public Socket? Take(EndPoint endPoint) => sockets.Remove(endPoint, out var socket) ? socket : null;

    /// <summary>Closes the sockets that were not handed over.</summary>
    public void Dispose()
    {
        foreach (var socket in sockets.Values)
        {
            socket.Dispose();
        }
    }

    private static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;

    private static Socket? BindIfThere(IPEndPoint endPoint)
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
