using System.Net;
using System.Net.Sockets;

namespace NanoGpt.Orleans.Tests;

internal static class Ports
{
    /// <summary>Returns a port that no process listens on.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
