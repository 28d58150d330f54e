using NanoGpt.Hosting;

namespace NanoGpt.Orleans;

/// <summary>Passes the notice of a webhook to the grain of its submission, on whichever silo it is.</summary>
internal sealed class GrainNoticeHandler(VideoJobs jobs) : IJobNoticeHandler
{
    public async ValueTask HandleAsync(JobNotice notice, CancellationToken cancellationToken)
    {
        if (notice.SubmissionId is { } id)
        {
            await jobs.GetJob(id).PollNowAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
