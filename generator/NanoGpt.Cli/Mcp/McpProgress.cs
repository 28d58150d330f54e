using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using NanoGpt.Cli.Service;

namespace NanoGpt.Cli.Mcp;

/// <summary>Sends the progress of a wait to the client, which never decreases.</summary>
internal sealed class McpProgress(McpServer server, ProgressToken token) : IProgress<JobUpdate>
{
    private const float Total = 100;

    private float last;

    public void Report(JobUpdate value)
    {
        last = Math.Max(last, value.IsTerminal ? Total : (float)(value.Progress ?? 0));

        // Not awaited: a client that does not read must not stop the wait. Its disconnection cancels the call.
        _ = NotifyAsync(new ProgressNotificationValue { Progress = last, Total = Total, Message = JobView.Line(value) });
    }

    private async Task NotifyAsync(ProgressNotificationValue value)
    {
        try
        {
            await server.NotifyProgressAsync(token, value);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or OperationCanceledException or McpException)
        {
            // The client has disconnected.
        }
    }
}
