using NanoGpt.Cli.Service;

namespace NanoGpt.Cli.Commands;

/// <summary>Implements <c>wait</c>, which waits for a job that any process submitted.</summary>
internal sealed class WaitCommand : HostCommand
{
    private readonly JobArgument job;
    private readonly ServiceOptions service;
    private readonly WaitOptions wait;
    private readonly Option<bool> json = new("--json") { Description = "Write one JSON object instead of the videos' links" };

    public WaitCommand(CommandHost host)
        : base(host, "wait", "Waits for a job and prints the links of its videos.")
    {
        job = new JobArgument(this, host);
        service = new ServiceOptions(this, host);
        wait = new WaitOptions(this);
        Options.Add(json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var (client, waited) = job.Open(result, service, options => wait.Apply(result, options));
        using var disposal = client;
        var done = await JobProgress.ShowAsync(Host, waited.RunId, progress => waited.WaitAsync(progress, cancellationToken));
        if (done.Outputs.Any(output => !output.IsLink))
        {
            await Host.Error.WriteLineAsync($"The video has no link. {ServiceFailure.Fetch(done.Job, file: null)}");
        }

        return Host.Write(
            result.GetValue(json), () => JobView.Json(done.Job, done.Update),
            () => done.Outputs.Where(output => output.IsLink).Select(output => output.Url.AbsoluteUri));
    }
}
