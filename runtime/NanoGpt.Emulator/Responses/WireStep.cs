using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace NanoGpt.Emulator.Responses;

/// <summary>Represents one operation on the socket of a connection, below HTTP.</summary>
public sealed class WireStep
{
    private readonly Func<Connection, CancellationToken, Task> run;

    private WireStep(Func<Connection, CancellationToken, Task> run) => this.run = run;

    /// <summary>Gets the step that reads the request body to its end.</summary>
    public static WireStep ReadBody { get; } = new(ReadBodyAsync);

    /// <summary>Gets the step that closes the connection (FIN). It must be the last step.</summary>
    public static WireStep Close { get; } = new(static async (connection, cancellationToken) =>
    {
        connection.Socket.Shutdown(SocketShutdown.Send);

        // An immediate abort would reset the connection, and some systems discard data that was received but not read. The body
        // is read because a client that sends before it reads would otherwise never see the end.
        await ReadBodyAsync(connection, cancellationToken);
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
    });

    /// <summary>Gets the step that resets the connection (RST). It must be the last step.</summary>
    public static WireStep Reset { get; } = new(static (connection, _) =>
    {
        ResetSocket(connection.Socket);
        return Task.CompletedTask;
    });

    /// <summary>Returns a step that sends bytes unchanged.</summary>
    public static WireStep Send(ReadOnlyMemory<byte> bytes) =>
        new((connection, cancellationToken) => SendAsync(connection, bytes, cancellationToken));

    /// <summary>Returns a step that sends bytes one at a time.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="pause">The delay after each byte, measured by the clock of the emulator.</param>
    public static WireStep SendSlowly(ReadOnlyMemory<byte> bytes, TimeSpan pause) => new(async (connection, cancellationToken) =>
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            await SendAsync(connection, bytes.Slice(i, 1), cancellationToken);
            await Task.Delay(pause, connection.Time, cancellationToken);
        }
    });

    /// <summary>Returns a step that sends bytes repeatedly until the client disconnects.</summary>
    public static WireStep Repeat(ReadOnlyMemory<byte> bytes) => new(async (connection, cancellationToken) =>
    {
        while (true)
        {
            await SendAsync(connection, bytes, cancellationToken);
        }
    });

    /// <summary>Returns a step that waits, measured by the clock of the emulator.</summary>
    public static WireStep Wait(TimeSpan time) =>
        new((connection, cancellationToken) => Task.Delay(time, connection.Time, cancellationToken));

    /// <summary>
    /// Runs steps on the socket of a request. Kestrel has read the request and has not started to respond, so none of its own
    /// data is sent between the steps. The connection is not used again afterwards.
    /// </summary>
    internal static async Task RunAsync(
        HttpContext context, IReadOnlyList<WireStep> steps, TimeProvider time, CancellationToken cancellationToken)
    {
        var connection = new Connection(context, context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket, time);
        try
        {
            foreach (var step in steps)
            {
                await step.run(connection, cancellationToken);
            }
        }
        catch (Exception exception) when (
            exception is SocketException or ObjectDisposedException or OperationCanceledException or IOException)
        {
            // The client disconnected or the emulator stops.
        }
        finally
        {
            context.Abort();
        }
    }

    internal static void ResetSocket(Socket socket)
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Close();
    }

    private static Task ReadBodyAsync(Connection connection, CancellationToken cancellationToken) =>
        connection.Context.Request.Body.CopyToAsync(Stream.Null, cancellationToken);

    private static async Task SendAsync(Connection connection, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await connection.Socket.SendAsync(bytes, SocketFlags.None, cancellationToken)..];
        }
    }

    private sealed record Connection(HttpContext Context, Socket Socket, TimeProvider Time);
}
