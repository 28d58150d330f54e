using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace NanoGpt.Runtime.Tests.Kit;

/// <summary>A socket that answers as no HTTP server would: one script a connection, byte by byte.</summary>
public sealed class FaultServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task serving;
    private int connections;

    public FaultServer(params Func<FaultConnection, Task>[] scripts)
        : this(null, scripts)
    {
    }

    public FaultServer(X509Certificate2? certificate, params Func<FaultConnection, Task>[] scripts)
    {
        listener.Start();
        serving = ServeAsync(certificate, scripts);
        Address = new Uri($"{(certificate is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    public Uri Address { get; }

    /// <summary>Gets the number of connections that were opened.</summary>
    public int Connections => Volatile.Read(ref connections);

    /// <summary>Requests that arrived whole.</summary>
    public List<string> Requests { get; } = [];

    public static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await serving;
        stop.Dispose();
    }

    private async Task ServeAsync(X509Certificate2? certificate, Func<FaultConnection, Task>[] scripts)
    {
        var running = new List<Task>();
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                var number = Interlocked.Increment(ref connections);
                running.Add(RunAsync(client, certificate, scripts[Math.Min(number, scripts.Length) - 1]));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // Stopped.
            await Task.WhenAll(running);
        }
    }

    private async Task RunAsync(TcpClient client, X509Certificate2? certificate, Func<FaultConnection, Task> script)
    {
        using (client)
        {
            try
            {
                Stream stream = client.GetStream();
                if (certificate is not null)
                {
                    var secure = new SslStream(stream);
                    await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, stop.Token);
                    stream = secure;
                }

                await script(new FaultConnection(client, stream, this, stop.Token));
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or SocketException
                or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
            {
                // The other side went, or the test is over.
            }
        }
    }
}

/// <summary>One connection of a <see cref="FaultServer"/>.</summary>
public sealed class FaultConnection(TcpClient client, Stream stream, FaultServer server, CancellationToken stop)
{
    /// <summary>Reads a whole request.</summary>
    public async Task<string> ReadRequestAsync()
    {
        var head = await ReadHeadAsync();
        var request = head + await ReadBodyAsync(BodyLength(head));
        lock (server.Requests)
        {
            server.Requests.Add(request);
        }

        return request;
    }

    public async Task<string> ReadHeadAsync()
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!head.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            await stream.ReadExactlyAsync(one, stop);
            head.Add(one[0]);
        }

        return Encoding.ASCII.GetString([.. head]);
    }

    /// <summary>Returns the length of the body that a head announces.</summary>
    public static int BodyLength(string head)
    {
        var length = head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return length is null ? 0 : int.Parse(length[15..], System.Globalization.CultureInfo.InvariantCulture);
    }

    public async Task<string> ReadBodyAsync(int length)
    {
        var body = new byte[length];
        await stream.ReadExactlyAsync(body, stop);
        return Encoding.UTF8.GetString(body);
    }

    public async Task<byte[]> ReadBytesAsync(int count)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, stop);
        return bytes;
    }

    public Task WriteAsync(string text) => WriteAsync(Encoding.UTF8.GetBytes(text));

    public Task WriteAsync(byte[] bytes) => stream.WriteAsync(bytes, stop).AsTask();

    public Task AnswerAsync(int status, string body, string headers = "") =>
        WriteAsync($"HTTP/1.1 {status} X\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}\r\n{body}");

    /// <summary>Ends the connection with a reset.</summary>
    public void Reset()
    {
        client.LingerState = new LingerOption(true, 0);
        client.Close();
    }

    /// <summary>Does nothing until the test is over.</summary>
    public Task HangAsync() => Task.Delay(Timeout.Infinite, stop);
}
