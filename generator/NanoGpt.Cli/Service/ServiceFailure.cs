namespace NanoGpt.Cli.Service;

/// <summary>Converts exceptions of the client to exit codes and lines.</summary>
internal static class ServiceFailure
{
    public static int Code(NanoGptException failure) => failure switch
    {
        AuthenticationFailedException or JobAccessDeniedException => ExitCode.Authentication,
        InsufficientBalanceException or BudgetExceededException => ExitCode.Balance,
        RateLimitException => ExitCode.RateLimit,
        JobFailedException => ExitCode.JobFailed,
        SubmissionOutcomeUnknownException => ExitCode.OutcomeUnknown,
        WaitTimedOutException => ExitCode.WaitTimedOut,
        DownloadFailedException or OutputExpiredException or OutputMissingException or JournalException => ExitCode.File,
        RequestInvalidException or RequestRejectedException or ContentPolicyException
            or ModelNotFoundException or JobNotFoundException => ExitCode.Invalid,
        _ => ExitCode.Unexpected,
    };

    public static IEnumerable<string> Lines(NanoGptException failure)
    {
        yield return $"nanogpt: {failure.Message}";
        if (failure is JobFailedException { RefundMessage: { } refund })
        {
            yield return refund;
        }

        if (failure.RequestId is { } request)
        {
            yield return $"The request id, for the service's support: {request}";
        }

        if (failure is SubmissionOutcomeUnknownException { SubmissionId: { } submission })
        {
            yield return $"Do not submit again before the outcome is known: nanogpt recover --submission {submission}";
        }

        if (failure is WaitTimedOutException timedOut)
        {
            yield return Resume(timedOut.Job);
        }
    }

    public static string Resume(VideoJob job) => $"The job {job.RunId} continues. Resume: nanogpt wait {Arguments(job)}";

    public static string Fetch(VideoJob job, string? file) =>
        $"The job {job.RunId} is paid. To save its video when it is finished: nanogpt download {Arguments(job)} --wait"
        + (file is null ? "" : $" --out {Quoted(file)}");

    // The video of a private model can only be downloaded by the link in the handle.
    private static string Arguments(VideoJob job) => job.DownloadLink is not null
        ? Quoted(job.ToHandleJson(includeDownloadLink: true))
        : Quoted(job.RunId)
            + (job.Model.Length == 0 ? "" : $" --model {Quoted(job.Model)}")
            + (job.Provider == ProviderIds.NanoGpt ? "" : $" --provider {Quoted(job.Provider)}");

    // Quoted for a shell because the service chooses the id.
    private static string Quoted(string word) =>
        word.Length > 0
            && word.All(
                static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or '\\' or ':' or '+' or '=' or ',')
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
