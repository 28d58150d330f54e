using Spectre.Console;
using Spectre.Console.Rendering;

namespace NanoGpt.Cli.Service;

/// <summary>Shows the progress of a job on the error writer: a bar on a terminal, otherwise one line per status.</summary>
internal static class JobProgress
{
    // A job's id, a bar and the clock need this many columns; otherwise the id is left out.
    private const int MinTitleWidth = 90;
    private const int NarrowBar = 12;

    public static async Task<T> ShowAsync<T>(CommandHost host, string title, Func<IProgress<JobUpdate>, Task<T>> action)
    {
        if (!host.IsErrorRich)
        {
            return await action(new Lines(host, title));
        }

        var console = host.CreateErrorConsole();
        var isNarrow = console.Profile.Width < MinTitleWidth;
        return await console.Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn { Width = isNarrow ? NarrowBar : null },
                new KnownPercentageColumn(),
                new ElapsedTimeColumn())
            .StartAsync(context =>
            {
                var bar = context.AddTask(Markup.Escape(isNarrow ? "submitted" : title));
                bar.IsIndeterminate = true;   // until the service reports progress
                return action(new Bar(bar, isNarrow ? null : title));
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

    private sealed class Bar(ProgressTask bar, string? title) : IProgress<JobUpdate>
    {
        public void Report(JobUpdate value)
        {
            var state = JobView.State(value.Status);
            bar.Description = Markup.Escape(title is null ? state : $"{title}: {state}");
            bar.IsIndeterminate = value.Progress is null && !value.IsTerminal;
            bar.Value = value.Status == JobStatus.Completed ? 100 : value.Progress ?? 0;
        }
    }

    // A percentage of unknown progress would say that nothing has happened yet.
    private sealed class KnownPercentageColumn : ProgressColumn
    {
        private readonly PercentageColumn percentage = new();

        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            task.IsIndeterminate ? Text.Empty : percentage.Render(options, task, deltaTime);
    }
}
