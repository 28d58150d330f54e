using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using NanoGpt.Cli.Service;

namespace NanoGpt.Cli.Mcp;

/// <summary>Sends the progress of a wait to the client, in order. It never decreases.</summary>
internal sealed class McpProgress(McpServer server, ProgressToken token) : IProgress<JobUpdate>
{
    private const float Total = 100;

    private float last;
    private Task sending = Task.CompletedTask;

    public void Report(JobUpdate value)
    {
        last = Math.Max(last, value.IsTerminal ? Total : (float)(value.Progress ?? 0));
        var notification = new ProgressNotificationValue { Progress = last, Total = Total, Message = JobView.Line(value) };

        // Not awaited here: a client that reads slowly must not stop the wait.
        sending = SendAsync(sending, notification);
    }

    /// <summary>Waits until everything is sent, because a client ignores what arrives after the result of the call.</summary>
    public Task FlushAsync() => sending;

    private async Task SendAsync(Task previous, ProgressNotificationValue notification)
    {
        await previous;
        try
        {
            await server.NotifyProgressAsync(token, notification);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or OperationCanceledException or McpException)
        {
            // The client has disconnected.
        }
    }
}
