using NanoGpt.Cli.Commands;

namespace NanoGpt.Cli.Help;

/// <summary>Describes the exit codes of commands.</summary>
internal static class ExitCodeTexts
{
    private static readonly int[] Local = [ExitCode.Ok, ExitCode.Usage, ExitCode.Invalid, ExitCode.File];

    private static readonly int[] Service =
        [ExitCode.Ok, ExitCode.Unexpected, ExitCode.Usage, ExitCode.Invalid, ExitCode.Authentication, ExitCode.RateLimit];

    private static readonly int[] Waiting = [ExitCode.JobFailed, ExitCode.WaitTimedOut, ExitCode.Interrupted];

    /// <summary>Gets the codes and their meaning.</summary>
    public static IReadOnlyList<(int Code, string Text)> All { get; } =
    [
        (ExitCode.Ok, "The command succeeded."),
        (ExitCode.Unexpected, "The service cannot be reached, or an internal error occurred."),
        (ExitCode.Usage, "The command line is invalid."),
        (ExitCode.Invalid, "The directory or the request is invalid, or a comparison found differences."),
        (ExitCode.Authentication, "The API key is missing or rejected."),
        (ExitCode.Balance, "The account balance or the budget is too low."),
        (ExitCode.RateLimit, "A rate limit or a daily limit was reached."),
        (ExitCode.JobFailed, "The job ended without a video."),
        (ExitCode.OutcomeUnknown, "It is unknown whether the service accepted the job."),
        (ExitCode.WaitTimedOut, "The job has not ended yet; it continues."),
        (ExitCode.File, "A file cannot be read or written, or a video cannot be downloaded."),
        (ExitCode.Incomplete, "Some facts of the list could not be compared."),
        (ExitCode.Interrupted, "The command was interrupted by Ctrl+C; a submitted job continues."),
    ];

    /// <summary>Returns the codes that a command can exit with, in ascending order.</summary>
    public static IEnumerable<(int Code, string Text)> Of(Command command)
    {
        IEnumerable<int> codes = command switch
        {
            RunCommand or BatchCommand =>
                [.. Service, .. Waiting, ExitCode.Balance, ExitCode.OutcomeUnknown, ExitCode.File],
            SubmitCommand => [.. Service, ExitCode.Balance, ExitCode.OutcomeUnknown, ExitCode.File],
            WaitCommand => [.. Service, .. Waiting],
            DownloadCommand => [.. Service, .. Waiting, ExitCode.File],
            StatusCommand => [.. Service, ExitCode.JobFailed],
            RecoverCommand => [.. Service, ExitCode.OutcomeUnknown, ExitCode.File],
            BalanceCommand => Service,
            StoreMigrateCommand => [ExitCode.Ok, ExitCode.Unexpected, ExitCode.Usage],
            DoctorCommand => [.. Service, ExitCode.File],
            McpCommand => [ExitCode.Ok, ExitCode.Usage, ExitCode.Invalid, ExitCode.File],
            SyncCommand => [.. Local, ExitCode.Unexpected, ExitCode.Incomplete],
            HostCommand => Local,
            CompletionCommand => [ExitCode.Ok, ExitCode.Usage],
            _ => [],
        };
        return All.Where(one => codes.Contains(one.Code));
    }
}
