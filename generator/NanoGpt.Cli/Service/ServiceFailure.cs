
namespace NanoGpt.Cli.Service;

/// <summary>What a failure of the client means to a script and to a person.</summary>
internal static class ServiceFailure
{
    /// <summary>The exit code that stands for it.</summary>
    public static int Code(NanoGptException failure) => failure switch
    {
        AuthenticationFailedException => ExitCode.Authentication,
        InsufficientBalanceException => ExitCode.Balance,
        RateLimitException => ExitCode.RateLimit,
        JobFailedException => ExitCode.JobFailed,
        SubmissionOutcomeUnknownException => ExitCode.OutcomeUnknown,
        WaitTimedOutException => ExitCode.WaitTimedOut,
        DownloadFailedException or OutputExpiredException or OutputMissingException or JournalException => ExitCode.File,
        RequestInvalidException or RequestRejectedException or ContentPolicyException or ModelNotFoundException or JobNotFoundException
            => ExitCode.Invalid,
        _ => ExitCode.Unexpected,
    };

    /// <summary>What happened, and the command that goes on from there.</summary>
    public static IEnumerable<string> Lines(NanoGptException failure)
    {
        yield return $"nanogpt: {failure.Message}";
        if (failure is JobFailedException { RefundMessage: { } refund })
        {
            yield return refund;
        }

        if (failure.RequestId is { } request)
        {
            yield return $"The service's id of the request, for its support: {request}";
        }

        if (failure is SubmissionOutcomeUnknownException { SubmissionId: { } submission })
        {
            yield return $"Do not submit again before you know: nanogpt recover --submission {submission}";
        }

        if (failure is WaitTimedOutException timedOut)
        {
            yield return Resume(timedOut.Job);
        }
    }

    /// <summary>How to go on with a job that nobody watches any more.</summary>
    public static string Resume(VideoJob job) => $"The job {job.RunId} goes on. Resume: nanogpt wait {Words(job)}";

    /// <summary>Returns the command that fetches the video of a paid job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="file">The file that the caller named; null if it was to be named after the job.</param>
    public static string Fetch(VideoJob job, string? file) =>
        $"The job {job.RunId} is paid. To save its video when it is finished: nanogpt download {Words(job)}"
        + (file is null ? "" : $" --out {Quoted(file)}");

    private static string Words(VideoJob job) => job.Model.Length == 0 ? Quoted(job.RunId) : $"{Quoted(job.RunId)} --model {Quoted(job.Model)}";

    // The command is meant to be pasted into a shell, and the service chooses the id.
    private static string Quoted(string word) =>
        word.Length > 0 && word.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or '\\' or ':' or '+' or '=' or ',')
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
