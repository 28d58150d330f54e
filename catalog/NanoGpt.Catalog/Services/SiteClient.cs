using Microsoft.JSInterop;

namespace NanoGpt.Catalogs.App.Services;

/// <summary>Sends requests to the site with the fetch function of the browser.</summary>
/// <remarks><c>HttpClient</c> would increase the download of the app.</remarks>
/// <param name="script">The functions of the browser.</param>
public sealed class SiteClient(BrowserScript script)
{
    /// <summary>Returns the contents of a file of the site.</summary>
    /// <param name="path">The path, relative to the base of the site.</param>
    /// <exception cref="SiteException">The file cannot be fetched.</exception>
    public async Task<byte[]> ReadAsync(string path)
    {
        var response = await SendAsync("GET", path, new Dictionary<string, string>(), null);
        return response.IsSuccess ? response.Body : throw SiteException.FromStatus(response.Status);
    }

    /// <summary>Sends a request, and returns its response with any status.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path, relative to the base of the site.</param>
    /// <param name="headers">The headers.</param>
    /// <param name="body">The body; null for none.</param>
    /// <exception cref="SiteException">There is no response.</exception>
    public async Task<SiteResponse> SendAsync(
        string method, string path, IReadOnlyDictionary<string, string> headers, string? body)
    {
        try
        {
            return await script.SendAsync(method, path, headers, body);
        }
        catch (JSException e)
        {
            throw new SiteException($"The site does not respond: {e.Message}", e);
        }
    }
}

/// <summary>Represents a response of the site.</summary>
/// <param name="Status">The HTTP status code.</param>
/// <param name="MediaType">The media type of the body with its parameters; null if the response has none.</param>
/// <param name="Body">The body.</param>
public sealed record SiteResponse(int Status, string? MediaType, byte[] Body)
{
    /// <summary>Gets a value that indicates whether the request succeeded.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;
}

/// <summary>The exception that is thrown when the site does not respond, or rejects a request.</summary>
/// <param name="message">The reason.</param>
/// <param name="inner">The cause; null if there is none.</param>
public sealed class SiteException(string message, Exception? inner = null) : Exception(message, inner)
{
    internal static SiteException FromStatus(int status) => new($"The site answered with status {status}.");
}
