using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NanoGpt.Emulator.Tests.Kit;

/// <summary>Speaks to a socket, and sees what is on the wire: each byte, and how it ends.</summary>
internal static class RawClient
{
    public const int Enough = 4 << 20;

    /// <summary>A submission as bytes.</summary>
    public static byte[] Submission(string submissionId = "0190a000-0000-7000-8000-000000000001", int padding = 0)
    {
        var body = $$"""{"model":"sora-2","conversationUUID":"{{submissionId}}","prompt":"A lighthouse","resolution":"720p","pro_mode":false,"seconds":"8"{{(padding == 0 ? "" : $",\"more\":\"{new string('x', padding)}\"")}}}""";
        return Encoding.UTF8.GetBytes(
            $"POST /api/generate-video HTTP/1.1\r\nHost: localhost\r\nx-api-key: {Server.Key}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }

    /// <summary>A question as bytes.</summary>
    public static byte[] Get(string path, string? key) =>
        Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n{(key is null ? "" : $"x-api-key: {key}\r\n")}\r\n");

    /// <summary>The request with the wish that the connection is not kept, so that a good answer has an end too.</summary>
    public static byte[] Closing(byte[] request) =>
        Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(request).Replace("Host: localhost\r\n", "Host: localhost\r\nConnection: close\r\n", StringComparison.Ordinal));

    /// <summary>Sends a request and reads until the other side ends it, or until that is enough.</summary>
    public static async Task<RawReply> SendAsync(Uri address, byte[] request)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        var received = new MemoryStream();
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, address.Port), Server.Cancel);
            await SendAllAsync(socket, request);
            var buffer = new byte[64 << 10];
            while (received.Length < Enough)
            {
                var read = await socket.ReceiveAsync(buffer, Server.Cancel);
                if (read == 0)
                {
                    return new RawReply(received.ToArray(), RawEnd.Fin);
                }

                received.Write(buffer, 0, read);
            }

            return new RawReply(received.ToArray(), RawEnd.Open);
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown)
        {
            return new RawReply(received.ToArray(), RawEnd.Reset);
        }
    }

    // A server that ends it in mid request still may have said something.
    private static async Task SendAllAsync(Socket socket, byte[] request)
    {
        var left = request.AsMemory();
        while (!left.IsEmpty)
        {
            left = left[await socket.SendAsync(left, Server.Cancel)..];
        }
    }
}

/// <summary>Specifies how a connection ended.</summary>
internal enum RawEnd
{
    Fin,
    Reset,
    Open,
}

/// <summary>Represents the bytes of a response and the end of its connection.</summary>
internal sealed record RawReply(byte[] Bytes, RawEnd End)
{
    public string Text => Encoding.Latin1.GetString(Bytes);

    public string Head => Text.Split("\r\n\r\n")[0];

    public string Body => Text[(Text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];

    public string[] Lines(string header) =>
        [.. Head.Split("\r\n").Where(line => line.StartsWith(header + ":", StringComparison.OrdinalIgnoreCase)).Select(line => line[(header.Length + 1)..].Trim())];

    public int Length => int.Parse(Lines("Content-Length")[0], System.Globalization.CultureInfo.InvariantCulture);
}
