using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace NanoGpt.Emulator.Responses;

/// <summary>
/// Plays steps on the socket of a call. Kestrel has read the request and has not begun to answer, so that nothing of its own is
/// between the steps; afterwards the connection is not used again.
/// </summary>
internal static class WirePlayer
{
    public static async Task PlayAsync(HttpContext context, IReadOnlyList<WireStep> steps, TimeProvider time, CancellationToken stop)
    {
        var socket = context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
        try
        {
            foreach (var step in steps)
            {
                await PlayAsync(step, context, socket, time, stop);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException or IOException)
        {
            // The other side went, or the emulator ends: there is nobody to play for.
        }
        finally
        {
            context.Abort();
        }
    }

    /// <summary>Resets a connection whatever was received and not read.</summary>
    public static void Reset(Socket socket)
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Close();
    }

    private static async Task PlayAsync(WireStep step, HttpContext context, Socket socket, TimeProvider time, CancellationToken stop)
    {
        switch (step)
        {
            case WireStep.ReadStep:
                await context.Request.Body.CopyToAsync(Stream.Null, stop);
                break;

            case WireStep.SendStep send:
                await SendAsync(socket, send.Bytes, stop);
                break;

            case WireStep.SendSlowlyStep dribble:
                for (var i = 0; i < dribble.Bytes.Length; i++)
                {
                    await SendAsync(socket, dribble.Bytes.Slice(i, 1), stop);
                    await Task.Delay(dribble.Pause, time, stop);
                }

                break;

            case WireStep.RepeatStep repeat:
                while (true)
                {
                    await SendAsync(socket, repeat.Bytes, stop);
                }

            case WireStep.WaitStep wait:
                await Task.Delay(wait.Time, time, stop);
                break;

            case WireStep.CloseStep:
                socket.Shutdown(SocketShutdown.Send);

                // Aborted now, the connection would be reset, and some systems drop what was received but not read. What still comes is
                // taken, or a caller that sends before it reads would never see the end.
                await context.Request.Body.CopyToAsync(Stream.Null, stop);
                await Task.Delay(Timeout.InfiniteTimeSpan, stop);
                break;

            case WireStep.ResetStep:
                Reset(socket);
                break;
        }
    }

    private static async ValueTask SendAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes, SocketFlags.None, stop)..];
        }
    }
}
