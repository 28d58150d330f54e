using NanoGpt.Hosting;

namespace NanoGpt.AspNetCore;

/// <summary>Polls the jobs of a notice that the client of the host waits for.</summary>
internal sealed class PollingNoticeHandler(INanoGptClient client) : IJobNoticeHandler
{
    public ValueTask HandleAsync(JobNotice notice, CancellationToken cancellationToken)
    {
        foreach (var text in notice.Texts)
        {
            client.PollNow(text);
        }

        return default;
    }
}
