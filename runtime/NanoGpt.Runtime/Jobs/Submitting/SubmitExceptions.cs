namespace NanoGpt.Jobs;

/// <summary>Creates the exceptions for submissions without a job.</summary>
internal static class SubmitExceptions
{
    public static NanoGptException Of(SubmitDecision.NotSent notSent, string host, Guid id)
    {
        // An error of this library, such as that a wallet does not sign, is more specific than a missing connection.
        var error = notSent.Cause as NanoGptException ?? new NanoGptConnectionException(
            $"There is no connection to {host}; nothing was sent. {Explain(notSent.Cause)}", notSent.Cause)
        { IsRetrySafe = true };
        error.SubmissionId = id;
        return error;
    }

    public static NanoGptException Of(SubmitDecision.Rejected rejected, Guid id)
    {
        rejected.Error.SubmissionId = id;
        return rejected.Error;
    }

    public static NanoGptException Of(SubmitDecision.Indeterminate unknown, Guid id, string advice) =>
        new SubmissionOutcomeUnknownException(
            $"The outcome of submission {id} is unknown: {unknown.Why}. It may have been accepted and charged. {advice}"
                .TrimEnd(),
            unknown.Cause)
        {
            StatusCode = unknown.StatusCode,
            RequestId = unknown.RequestId,
            ResponseBody = unknown.Body,
            SubmissionId = id,
        };

    private static string Explain(Exception cause) => cause switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "Its name cannot be resolved.",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            "No secure connection came about: the certificate is not to be trusted, or what listens there does not speak TLS.",
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } =>
            "The proxy did not let it through: look at its address and password.",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "Nothing takes connections there.",
        TimeoutException or OperationCanceledException { InnerException: TimeoutException } => "It took too long.",
        ObjectDisposedException => "The client was disposed.",
        _ => "The inner exception says why.",
    };
}
