using System.Net;

namespace NanoGpt;

/// <summary>Something that went wrong between this library and the service. Its text never contains the API key.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="innerException">The cause; null for none.</param>
public class NanoGptException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>The HTTP status; null if there was no answer.</summary>
    public HttpStatusCode? StatusCode { get; set; }

    /// <summary>The service's word for the kind of error, such as <c>invalid_request_error</c>; null if it gave none.</summary>
    public string? ErrorType { get; set; }

    /// <summary>The service's code, such as <c>model_not_found</c>; null if it gave none.</summary>
    public string? ErrorCode { get; set; }

    /// <summary>The request parameter that the service names; null if it names none.</summary>
    public string? Parameter { get; set; }

    /// <summary>What the service says about a refund; null if it says nothing.</summary>
    public string? RefundMessage { get; set; }

    /// <summary>The service's id of the HTTP request (<c>X-Request-ID</c>), for support; null if it gave none.</summary>
    public string? RequestId { get; set; }

    /// <summary>What the service answered, such as offers of payment; null if there was no answer or it was too long. Nothing in it is followed.</summary>
    public string? ResponseBody { get; set; }

    /// <summary>Our id of the submission; null if none was made.</summary>
    public Guid? SubmissionId { get; set; }

    /// <summary>The job's id; null if there is no job.</summary>
    public string? RunId { get; set; }

    /// <summary>Whether the same call can be made again without the danger of paying twice.</summary>
    public bool IsRetrySafe { get; set; }
}
