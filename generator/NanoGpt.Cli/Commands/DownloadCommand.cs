using NanoGpt.Cli.Service;

namespace NanoGpt.Cli.Commands;

/// <summary>Implements <c>download</c>, which saves the videos of a finished job.</summary>
internal sealed class DownloadCommand : HostCommand
{
    private readonly JobArgument job;
    private readonly ServiceOptions service;
    private readonly OutputFileOptions files;

    public DownloadCommand(CommandHost host)
        : base(host, "download", "Saves the videos of a finished job and prints the files; an interrupted download is continued.")
    {
        job = new JobArgument(this, host);
        service = new ServiceOptions(this, host);
        files = new OutputFileOptions(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var target = files.Target(result, Host, isOutputTaken: false);
        target.Prepare(videos: 1);
        var (client, finished) = job.Open(result, service);
        using var disposal = client;
        var update = await finished.GetStatusAsync(cancellationToken);
        if (!update.IsTerminal)
        {
            await Host.Error.WriteLineAsync(
                $"{finished.RunId} is not finished: {JobView.Line(update)}. Wait for it with 'nanogpt wait'.");
            return ExitCode.WaitTimedOut;
        }

        // For a failed job, WaitAsync throws an exception with the reason.
        var videos = await finished.WaitAsync(progress: null, cancellationToken);
        foreach (var file in await target.SaveAsync(videos, cancellationToken))
        {
            Host.Output.WriteLine(file);
        }

        return ExitCode.Ok;
    }
}
