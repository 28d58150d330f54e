using Spectre.Console;

namespace NanoGpt.Cli.Service;

/// <summary>Shows the progress of a job on the error writer: a bar on a terminal, otherwise one line per status.</summary>
internal static class JobProgress
{
    public static async Task<T> ShowAsync<T>(CommandHost host, string title, Func<IProgress<JobUpdate>, Task<T>> action)
    {
        if (!host.IsErrorRich)
        {
            return await action(new Lines(host, title));
        }

        var console = host.CreateErrorConsole();
        return await console.Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(),
                new ElapsedTimeColumn())
            .StartAsync(context =>
            {
                var bar = context.AddTask(Markup.Escape(title));
                bar.IsIndeterminate = true;   // until the service reports progress
                return action(new Bar(bar, title));
            });
    }

    // Reports synchronously and in order, unlike System.Progress.
    private sealed class Lines(CommandHost host, string title) : IProgress<JobUpdate>
    {
        private JobStatus? last;

        public void Report(JobUpdate value)
        {
            if (last != value.Status)
            {
                last = value.Status;
                host.Error.WriteLine($"{title}: {JobView.Line(value)}");
            }
        }
    }

    private sealed class Bar(ProgressTask bar, string title) : IProgress<JobUpdate>
    {
        public void Report(JobUpdate value)
        {
            bar.Description = Markup.Escape($"{title}: {JobView.State(value.Status)}");
            bar.IsIndeterminate = value.Progress is null && !value.IsTerminal;
            bar.Value = value.Status == JobStatus.Completed ? 100 : value.Progress ?? 0;
        }
    }
}
