extern alias client;

using client::NanoGpt;

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

    private static string Words(VideoJob job) => job.Model.Length == 0 ? job.RunId : $"{job.RunId} --model {job.Model}";
}
