using System.CommandLine;
using NanoGpt.Cli.Output;
using NanoGpt.Cli.Service;

namespace NanoGpt.Cli.Commands;

/// <summary><c>submit</c>: sends a request once and prints the job's handle.</summary>
internal sealed class SubmitCommand : Command
{
    private readonly CommandHost host;
    private readonly PaidSubmission submission;

    public SubmitCommand(CommandHost host)
        : base("submit", "Sends a request, once, and prints the job's handle for 'wait'. Spends money.")
    {
        this.host = host;
        submission = new PaidSubmission(this, host);
        SetAction(RunAsync);
    }

    private Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken) =>
        submission.RunAsync(result, static _ => { }, static _ => { }, HandleAsync, file: null, cancellationToken);

    // Written without the token: the job is paid, and a Ctrl+C now must not lose its handle.
    private async Task<int> HandleAsync(VideoJob job)
    {
        await host.Output.WriteLineAsync(job.ToHandleJson());
        return ExitCode.Ok;
    }
}
