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
        using var client = service.Open(result, options => wait.Apply(result, options));
        var waited = job.Read(result, client);
        var done = await JobProgress.ShowAsync(Host, waited.RunId, progress => waited.WaitAsync(progress, cancellationToken));
        return Host.Write(
            result.GetValue(json), () => JobView.Json(done.Job, done.Update),
            () => done.Outputs.Select(output => output.Url.AbsoluteUri));
    }
}
