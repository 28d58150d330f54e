namespace NanoGpt;

/// <summary>Represents an error between this library and a service. Its text never contains the API key.</summary>
/// <param name="message">The message.</param>
/// <param name="innerException">The cause; null for none.</param>
public class NanoGptException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Gets or sets the HTTP status code; null if there was no response.</summary>
    public HttpStatusCode? StatusCode { get; set; }

    /// <summary>Gets or sets the error type of the service, such as <c>invalid_request_error</c>; null for none.</summary>
    public string? ErrorType { get; set; }

    /// <summary>Gets or sets the error code of the service, such as <c>model_not_found</c>; null for none.</summary>
    public string? ErrorCode { get; set; }

    /// <summary>Gets or sets the request parameter that the service names; null for none.</summary>
    public string? Parameter { get; set; }

    /// <summary>Gets or sets the message of the service about a refund; null for none.</summary>
    public string? RefundMessage { get; set; }

    /// <summary>Gets or sets the id of the HTTP request (<c>X-Request-ID</c>), for support; null for none.</summary>
    public string? RequestId { get; set; }

    /// <summary>Gets or sets the response body; null if there was none or it was too long. Do not follow its links.</summary>
    public string? ResponseBody { get; set; }

    /// <summary>Gets or sets the submission id; null if none was created.</summary>
    public Guid? SubmissionId { get; set; }

    /// <summary>Gets or sets the id of the job; null if there is no job.</summary>
    public string? RunId { get; set; }

    /// <summary>Gets or sets a value that indicates whether a retry of the call cannot cause a second charge.</summary>
    public bool IsRetrySafe { get; set; }
}

/// <summary>Thrown when no connection to the service could be made. Nothing was sent: a retry cannot pay twice.</summary>
/// <param name="message">The message.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class NanoGptConnectionException(string message, Exception? innerException = null)
    : NanoGptException(message, innerException);

/// <summary>Thrown when repeated responses did not come from the API, such as pages of a proxy. The job continues.</summary>
/// <param name="message">The message.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class UnexpectedResponseException(string message, Exception? innerException = null)
    : NanoGptException(message, innerException);

/// <summary>Thrown when a request violates the description of its model. Nothing was sent.</summary>
public sealed class RequestInvalidException : NanoGptException
{
    /// <summary>Initializes an exception from findings.</summary>
    /// <param name="model">The id of the model.</param>
    /// <param name="findings">All findings, including warnings.</param>
    public RequestInvalidException(string model, IReadOnlyList<Finding> findings)
        : base(Text(model, findings)) => Findings = findings;

    /// <summary>Gets all findings, including warnings.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    private static string Text(string model, IReadOnlyList<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        var errors = findings.Where(static finding => finding.Severity == FindingSeverity.Error);
        return $"The request for {model} is invalid and was not sent. {string.Join(" ", errors)}";
    }
}
