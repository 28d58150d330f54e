using NanoGpt.Cli.Service;

namespace NanoGpt.Cli.Commands;

/// <summary>Implements <c>status</c>, which requests the status of a job once.</summary>
internal sealed class StatusCommand : Command
{
    private readonly CommandHost host;
    private readonly JobArgument job;
    private readonly ServiceOptions service;
    private readonly Option<bool> json = new("--json") { Description = "Write one JSON object" };

    public StatusCommand(CommandHost host)
        : base("status", "Requests the status of a job once; a failed job exits with 7.")
    {
        this.host = host;
        job = new JobArgument(this, host);
        service = new ServiceOptions(this, host);
        Options.Add(json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        using var client = service.Open(result);
        var asked = job.Read(result, client);
        var update = await asked.GetStatusAsync(cancellationToken);
        host.Write(result.GetValue(json), () => JobView.Json(asked, update), () => [JobView.Line(update)]);
        return update.Status is JobStatus.Failed or JobStatus.Canceled ? ExitCode.JobFailed : ExitCode.Ok;
    }
}
