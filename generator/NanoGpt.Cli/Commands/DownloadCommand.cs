using NanoGpt.Cli.Service;

namespace NanoGpt.Cli.Commands;

/// <summary>Implements <c>download</c>, which saves the videos of a finished job.</summary>
internal sealed class DownloadCommand : HostCommand
{
    private readonly JobArgument job;
    private readonly ServiceOptions service;
    private readonly OutputFileOptions files;
    private readonly WaitOptions waiting;
    private readonly Option<bool> wait = new("--wait") { Description = "Wait until the job has ended" };

    public DownloadCommand(CommandHost host)
        : base(host, "download", "Saves the videos of a finished job and prints the files; an interrupted download is continued.")
    {
        job = new JobArgument(this, host);
        service = new ServiceOptions(this, host);
        files = new OutputFileOptions(this);
        Options.Add(wait);
        waiting = new WaitOptions(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var target = files.Target(result, Host, isOutputTaken: false);
        target.Prepare(videos: 1);
        var (client, finished) = job.Open(result, service, options => waiting.Apply(result, options));
        using var disposal = client;
        if (!result.GetValue(wait) && await finished.GetStatusAsync(cancellationToken) is { IsTerminal: false } update)
        {
            await Host.Error.WriteLineAsync(
                $"{finished.RunId} is not finished: {JobView.Line(update)}. Wait for it with --wait.");
            return ExitCode.WaitTimedOut;
        }

        // For a failed job, WaitAsync throws an exception with the reason.
        var videos = await JobProgress.ShowAsync(
            Host, finished.RunId, progress => finished.WaitAsync(progress, cancellationToken));
        foreach (var file in await target.SaveAsync(videos, cancellationToken))
        {
            Host.Output.WriteLine(file);
        }

        return ExitCode.Ok;
    }
}
