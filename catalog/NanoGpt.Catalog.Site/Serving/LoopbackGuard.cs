using Microsoft.AspNetCore.Http;

namespace NanoGpt.Catalogs.Site.Serving;

/// <summary>Rejects requests that do not come from the machine of a server on 127.0.0.1.</summary>
/// <remarks>
/// A page of another site could otherwise run requests: by its address, or by a name that resolves to 127.0.0.1 (DNS rebinding).
/// </remarks>
public static class LoopbackGuard
{
    /// <summary>
    /// Returns the status and the reason of a rejection; null for a request to 127.0.0.1 without a foreign origin.
    /// </summary>
    /// <param name="request">The request.</param>
    public static (int Status, string Message)? Reject(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Host.Host is not ("127.0.0.1" or "localhost"))
        {
            return (
                StatusCodes.Status421MisdirectedRequest,
                "The Host header must be 127.0.0.1 or localhost: this server is for its own machine.");
        }

        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && origin != $"{request.Scheme}://{request.Host}"
            ? (StatusCodes.Status403Forbidden, "Pages of other origins cannot use this server.")
            : null;
    }
}
