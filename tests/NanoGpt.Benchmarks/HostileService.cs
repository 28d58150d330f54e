using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NanoGpt.Benchmarks;

/// <summary>
/// A service on a loopback socket that treats each paid POST as its call was drawn, and lists the jobs that were paid. It meets
/// one call after the other, so that it knows the call before it has read a body.
/// </summary>
internal sealed class HostileService : IAsyncDisposable
{
    private const int ReceiveBuffer = 16 << 10;

    private readonly LoadLedger ledger;
    private readonly Socket listener = new(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = ReceiveBuffer };
    private readonly CancellationTokenSource stop = new();
    private readonly Task serving;

    public HostileService(LoadLedger ledger)
    {
        this.ledger = ledger;
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        Address = new Uri($"http://{listener.LocalEndPoint}");
        serving = ServeAsync();
    }

    public Uri Address { get; }

    /// <summary>Gets or sets the call that it meets now; null for one that it treats well.</summary>
    public LoadCall? Current { get; set; }

    /// <summary>Takes no more connections, and returns when all that was sent has been read.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await serving;
        listener.Dispose();
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await listener.AcceptAsync(stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            socket.NoDelay = true;
            var connection = new HostileConnection(socket);
            try
            {
                while (await connection.ReadHeadAsync() is { } head && await ServeAsync(connection, head))
                {
                    // The connection is kept.
                }
            }
            catch (SocketException)
            {
                // The client went.
            }
        }
    }

    private Task<bool> ServeAsync(HostileConnection connection, string head) =>
        head.StartsWith("POST", StringComparison.Ordinal) ? TakeAsync(connection, head) : ListAsync(connection, head);

    // Returns whether the connection is kept.
    private async Task<bool> TakeAsync(HostileConnection connection, string head)
    {
        var call = Current!;
        await call.ReachAsync(LoadStep.HeadReceived);
        if (call.Fault == LoadFault.ResetBeforeBody)
        {
            connection.Reset();
            return false;
        }

        var isEarly = call.Fault is LoadFault.EarlyRefusal or LoadFault.EarlyAcceptance;
        if (isEarly)
        {
            await RespondAsync(connection, call);
        }

        if (await connection.ReadBodyAsync(head) is not { } body)
        {
            return false;   // cut off
        }

        ledger.Take(call, body);
        if (isEarly)
        {
            return true;
        }

        await call.ReachAsync(LoadStep.BodyReceived);
        if (call.Fault == LoadFault.ResetAfterBody)
        {
            connection.Reset();
            return false;
        }

        await RespondAsync(connection, call);
        return true;
    }

    private static async Task RespondAsync(HostileConnection connection, LoadCall call)
    {
        var response = call.Response();
        var half = response.Length / 2;
        var piece = call.Fault == LoadFault.Drip ? 1 : response.Length;
        await connection.SendAsync(response.AsMemory(0, half), piece);
        await call.ReachAsync(LoadStep.ResponseHalfSent);
        await connection.SendAsync(response.AsMemory(half), piece);
        await call.ReachAsync(LoadStep.ResponseSent);
    }

    private async Task<bool> ListAsync(HostileConnection connection, string head)
    {
        const string Filter = "conversationUUID=";
        if (Current is { } call)
        {
            await call.ReachAsync(LoadStep.LookUp);
        }

        var at = head.IndexOf(Filter, StringComparison.Ordinal);
        var rows = at < 0 ? [] : ledger.Rows(Guid.Parse(head.AsSpan(at + Filter.Length, 36)));
        await connection.SendAsync(LoadCall.Response("200 OK", $$"""{"data":[{{string.Join(',', rows)}}]}"""));
        return true;
    }
}

/// <summary>One connection of a <see cref="HostileService"/>.</summary>
internal sealed class HostileConnection(Socket socket)
{
    private readonly byte[] buffer = new byte[64 << 10];
    private int filled;

    /// <summary>Reads a head; null if the client went.</summary>
    public async Task<string?> ReadHeadAsync()
    {
        while (true)
        {
            var end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
            {
                var head = Encoding.ASCII.GetString(buffer, 0, end + 2);
                Drop(end + 4);
                return head;
            }

            var read = await socket.ReceiveAsync(buffer.AsMemory(filled));
            if (read == 0)
            {
                return null;
            }

            filled += read;
        }
    }

    /// <summary>Reads a body; null if it is cut off.</summary>
    public async Task<byte[]?> ReadBodyAsync(string head)
    {
        const string Name = "\r\nContent-Length: ";
        var at = head.IndexOf(Name, StringComparison.OrdinalIgnoreCase) + Name.Length;
        var body = new byte[int.Parse(head.AsSpan(at, head.IndexOf('\r', at) - at), CultureInfo.InvariantCulture)];
        var had = Math.Min(filled, body.Length);
        buffer.AsSpan(0, had).CopyTo(body);
        Drop(had);
        while (had < body.Length)
        {
            var read = await socket.ReceiveAsync(body.AsMemory(had));
            if (read == 0)
            {
                return null;
            }

            had += read;
        }

        return body;
    }

    /// <summary>Sends in pieces of a size.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes, int piece = int.MaxValue)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes[..Math.Min(piece, bytes.Length)])..];
        }
    }

    /// <summary>Ends the connection with a reset.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    private void Drop(int count)
    {
        buffer.AsSpan(count, filled - count).CopyTo(buffer);
        filled -= count;
    }
}
