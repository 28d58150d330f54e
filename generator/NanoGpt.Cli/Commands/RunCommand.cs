using NanoGpt.Cli.Service;

namespace NanoGpt.Cli.Commands;

/// <summary>Implements <c>run</c>, which submits, waits and downloads.</summary>
internal sealed class RunCommand : HostCommand
{
    private readonly PaidSubmission submission;
    private readonly WaitOptions wait;
    private readonly OutputFileOptions files;
    private readonly Option<bool> json = new("--json") { Description = "Write one JSON object instead of the files' names" };

    public RunCommand(CommandHost host)
        : base(host, "run", "Submits a request, waits for it and saves the video. Spends money.")
    {
        submission = new PaidSubmission(this, host);
        wait = new WaitOptions(this);
        files = new OutputFileOptions(this);
        Options.Add(json);
        SetAction(RunAsync);
    }

    private Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var target = files.Target(result, Host, isOutputTaken: result.GetValue(json));
        return submission.RunAsync(
            result,
            model => target.Prepare(model.Outputs),
            options => wait.Apply(result, options),
            job => FinishAsync(result, target, job, cancellationToken),
            target.File,
            cancellationToken);
    }

    private async Task<int> FinishAsync(ParseResult result, VideoTarget target, VideoJob job, CancellationToken cancellationToken)
    {
        var videos = await JobProgress.ShowAsync(Host, job.RunId, progress => job.WaitAsync(progress, cancellationToken));
        var saved = await target.SaveAsync(videos, cancellationToken);
        return Host.Write(result.GetValue(json), () => JobView.Json(job, videos.Update, saved), () => saved);
    }
}
