using NanoGpt;

namespace Quickstart;

/// <summary>Turns what the service says about a job into a word and a bar.</summary>
internal sealed class Reporter(Action<string, double> report) : IProgress<JobUpdate>
{
    public void Report(JobUpdate value)
    {
        var (state, percent) = value.Status switch
        {
            JobStatus.Queued => ("in the queue", 15.0),
            JobStatus.Running => ("being made", 50.0),
            JobStatus.Completed => ("made", 85.0),
            _ => (value.RawStatus, 50.0),
        };
        report(state, value.Progress ?? percent);
    }
}
