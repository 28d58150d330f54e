using NanoGpt.Cli.Service;

namespace NanoGpt.Cli.Commands;

/// <summary>Implements <c>run</c>, which submits, waits and downloads.</summary>
internal sealed class RunCommand : Command
{
    private readonly CommandHost host;
    private readonly PaidSubmission submission;
    private readonly WaitOptions wait;
    private readonly OutputFileOptions files;
    private readonly Option<bool> json = new("--json") { Description = "Write one JSON object instead of the files' names" };

    public RunCommand(CommandHost host)
        : base("run", "Submits a request, waits for it and saves the video. Spends money.")
    {
        this.host = host;
        submission = new PaidSubmission(this, host);
        wait = new WaitOptions(this);
        files = new OutputFileOptions(this);
        Options.Add(json);
        SetAction(RunAsync);
    }

    private Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var target = files.Target(result, host, isOutputTaken: result.GetValue(json));
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
        var videos = await JobProgress.ShowAsync(host, job.RunId, progress => job.WaitAsync(progress, cancellationToken));
        var saved = await target.SaveAsync(videos, cancellationToken);
        return host.Write(result.GetValue(json), () => JobView.Json(job, videos.Update, saved), () => saved);
    }
}
