using NanoGpt;

namespace Quickstart;

/// <summary>Converts status updates of a job to a text and a percentage.</summary>
internal sealed class Reporter(Action<string, double> report) : IProgress<JobUpdate>
{
    public void Report(JobUpdate value)
    {
        var (state, percent) = value.Status switch
        {
            JobStatus.Queued => ("queued", 15.0),
            JobStatus.Running => ("running", 50.0),
            JobStatus.Completed => ("completed", 85.0),
            _ => (value.RawStatus, 50.0),
        };
        report(state, value.Progress ?? percent);
    }
}
