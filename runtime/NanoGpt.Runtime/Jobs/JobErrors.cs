namespace NanoGpt.Jobs;

/// <summary>Creates the exceptions for errors about a job.</summary>
internal static class JobErrors
{
    /// <summary>Returns the error; for a rejected key (403), that the job belongs to another account.</summary>
    public static NanoGptException ForJob(NanoGptException error, string runId) =>
        error is not AuthenticationFailedException { StatusCode: HttpStatusCode.Forbidden } ? error
        : new JobAccessDeniedException(
            $"The job {runId} belongs to another account: use the API key that submitted it. {error.Message}", error)
        {
            RunId = runId,
            StatusCode = error.StatusCode,
            ErrorType = error.ErrorType,
            ErrorCode = error.ErrorCode,
            RequestId = error.RequestId,
            ResponseBody = error.ResponseBody,
        };
}
