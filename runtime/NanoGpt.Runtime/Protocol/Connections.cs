using System.Text.RegularExpressions;

namespace NanoGpt;

/// <summary>What there is to say about connections that did not come about.</summary>
internal static partial class Connections
{
    /// <summary>A sentence for people.</summary>
    public static string Explain(Exception cause) => cause switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "Its name cannot be resolved.",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            "No secure connection came about: the certificate is not to be trusted, or what listens there does not speak TLS.",
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => "The proxy did not let it through: look at its address and password.",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "Nothing takes connections there.",
        ObjectDisposedException => "The client was disposed.",
        TimeoutException or OperationCanceledException { InnerException: TimeoutException } => "It took too long.",
        _ => "The inner exception says why.",
    };

    /// <summary>The cause, without the password of a proxy, which the framework's messages show.</summary>
    public static Exception Redact(Exception cause) => cause is HttpRequestException http && UserInfo().IsMatch(http.ToString())
        ? new HttpRequestException(http.HttpRequestError, UserInfo().Replace(http.Message, "://***@"), null, http.StatusCode)
        : cause;

    [GeneratedRegex(@"://[^/@\s']+@")]
    private static partial Regex UserInfo();
}
