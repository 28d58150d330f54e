using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NanoGpt.Testing;

/// <summary>An HTTP server on a loopback socket that sends one scripted response for each connection.</summary>
public sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly Task serving;

    /// <summary>Starts a server on 127.0.0.1 and a free port.</summary>
    public LoopbackServer(params string[] answers)
        : this(IPAddress.Loopback, answers)
    {
    }

    /// <summary>Starts a server on an address and a free port.</summary>
    public LoopbackServer(IPAddress address, params string[] answers)
    {
        listener = new TcpListener(address, 0);
        listener.Start();
        serving = ServeAsync(answers);
    }

    /// <summary>Gets the address of the server.</summary>
    public Uri Address => new($"http://{listener.LocalEndpoint}");

    /// <summary>Gets the head and the body of each request so far.</summary>
    public ImmutableList<(string Head, string Body)> Seen { get; private set; } = [];   // read while the server adds to it

    /// <summary>Gets a task that ends when all responses were sent.</summary>
    public Task Served => serving;

    /// <summary>Returns the bytes of a response as text.</summary>
    public static string Answer(int status, string body, string headers = "") =>
        $"HTTP/1.1 {status} X\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n{headers}\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        try
        {
            await serving;
        }
        catch (Exception exception) when (exception is SocketException or InvalidOperationException)
        {
            // Stopped while it waited for a connection, or before it began to.
        }
    }

    private async Task ServeAsync(string[] answers)
    {
        foreach (var answer in answers)
        {
            using var connection = await listener.AcceptTcpClientAsync();
            var stream = connection.GetStream();
            var received = new MemoryStream();
            var buffer = new byte[8192];
            while (!IsComplete(received))
            {
                var read = await stream.ReadAsync(buffer);
                if (read == 0)
                {
                    break;
                }

                received.Write(buffer, 0, read);
            }

            var text = Encoding.UTF8.GetString(received.ToArray());
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0)
            {
                continue;   // the client closed the connection before it had sent the head
            }

            Seen = Seen.Add((text[..end], text[(end + 4)..]));
            await stream.WriteAsync(Encoding.UTF8.GetBytes(answer));
        }
    }

    private static bool IsComplete(MemoryStream received)
    {
        var text = Encoding.Latin1.GetString(received.GetBuffer(), 0, (int)received.Length);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
        {
            return false;
        }

        const string Length = "Content-Length:";
        var length = text[..end].Split("\r\n").FirstOrDefault(line => line.StartsWith(Length, StringComparison.OrdinalIgnoreCase));
        return text.Length - end - 4 >= (length is null ? 0 : int.Parse(length[Length.Length..], CultureInfo.InvariantCulture));
    }
}
