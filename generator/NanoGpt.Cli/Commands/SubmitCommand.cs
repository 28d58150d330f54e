using NanoGpt.Cli.Service;

namespace NanoGpt.Cli.Commands;

/// <summary>Implements <c>submit</c>, which sends a request once and prints the job's handle.</summary>
internal sealed class SubmitCommand : HostCommand
{
    private readonly PaidSubmission submission;

    public SubmitCommand(CommandHost host)
        : base(host, "submit", "Sends a request, once, and prints the job's handle for 'wait'. Spends money.")
    {
        submission = new PaidSubmission(this, host);
        SetAction(RunAsync);
    }

    private Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken) =>
        submission.RunAsync(result, static _ => { }, static _ => { }, HandleAsync, file: null, cancellationToken);

    // Not cancelable: the job is paid for, and its handle must not be lost.
    private async Task<int> HandleAsync(VideoJob job)
    {
        // Without the link of a private model, its video could not be downloaded.
        await Host.Output.WriteLineAsync(job.ToHandleJson(includeDownloadLink: true));
        return ExitCode.Ok;
    }
}
