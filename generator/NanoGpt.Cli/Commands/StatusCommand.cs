using NanoGpt.Cli.Service;

namespace NanoGpt.Cli.Commands;

/// <summary>Implements <c>status</c>, which requests the status of a job once.</summary>
internal sealed class StatusCommand : HostCommand
{
    private readonly JobArgument job;
    private readonly ServiceOptions service;

    public StatusCommand(CommandHost host)
        : base(host, "status", "Requests the status of a job once; a failed job exits with 7.")
    {
        job = new JobArgument(this, host);
        service = new ServiceOptions(this, host);
        Options.Add(JsonOption);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var (client, asked) = job.Open(result, service);
        using var disposal = client;
        var update = await asked.GetStatusAsync(cancellationToken);
        Host.Write(result.GetValue(JsonOption), () => JobView.Json(asked, update), () => [JobView.Line(update)]);
        return update.Status is JobStatus.Failed or JobStatus.Canceled ? ExitCode.JobFailed : ExitCode.Ok;
    }
}
