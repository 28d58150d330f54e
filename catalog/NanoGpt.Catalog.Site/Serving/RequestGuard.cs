using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using NanoGpt.Catalogs.Running;

namespace NanoGpt.Catalogs.Site.Serving;

/// <summary>Rejects requests that do not come from a page of this server.</summary>
/// <param name="token">The token of this start of the server, which only its pages contain.</param>
internal sealed class RequestGuard(string token)
{
    /// <summary>Returns the status and the reason of a rejection; null for a request of a page of this server.</summary>
    public (int Status, string Message)? Reject(HttpRequest request, bool isApi)
    {
        if (LoopbackGuard.Reject(request) is { } rejection)
        {
            return rejection;
        }

        if (!isApi)
        {
            return null;
        }

        if (request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin"))
        {
            return (StatusCodes.Status403Forbidden, "Pages of other origins cannot use this server.");
        }

        // A video element cannot send a header.
        var given = request.Headers[RunProtocol.TokenHeader].ToString() is { Length: > 0 } header ? header
            : HttpMethods.IsGet(request.Method) ? request.Query["token"].ToString() : "";
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(token))
            ? null
            : (StatusCodes.Status403Forbidden, "The page belongs to an earlier start of the server: reload it.");
    }
}
