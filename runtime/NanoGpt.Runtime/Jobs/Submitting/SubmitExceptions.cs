namespace NanoGpt.Jobs;

/// <summary>Creates the exceptions for submissions without a job.</summary>
internal static class SubmitExceptions
{
    public static NanoGptException Create(SubmitDecision.NotSent notSent, string host, Guid id)
    {
        // An error of this library, such as a missing signature of the wallet, is more specific than a missing connection.
        var error = notSent.Cause as NanoGptException ?? new NanoGptConnectionException(
            $"No connection to {host} was established; nothing was sent. {Explain(notSent.Cause)}", notSent.Cause)
        { IsRetrySafe = true };
        error.SubmissionId = id;
        return error;
    }

    public static NanoGptException Create(SubmitDecision.Rejected rejected, Guid id)
    {
        rejected.Error.SubmissionId = id;
        return rejected.Error;
    }

    public static NanoGptException Create(SubmitDecision.Indeterminate unknown, Guid id, string advice) =>
        new SubmissionOutcomeUnknownException(
            $"The outcome of submission {id} is unknown: {unknown.Reason}. It may have been accepted and charged. {advice}"
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
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "Its host name cannot be resolved.",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            "No secure connection was established: the certificate is not trusted, or the server does not support TLS.",
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } =>
            "The proxy rejected the connection: check its address and password.",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "The server does not accept connections.",
        TimeoutException or OperationCanceledException { InnerException: TimeoutException } => "The time limit was reached.",
        ObjectDisposedException => "The client was disposed.",
        _ => "See the inner exception.",
    };
}
