using NanoGpt.Emulator.Endpoints;
using NanoGpt.Emulator.Faults;
using NanoGpt.Emulator.Jobs;

namespace NanoGpt.Emulator.Page;

/// <summary>Serves the page at <c>/</c>, which shows the state of the emulator, and switches faults. Needs no API key.</summary>
/// <remarks>The requests of the page do not count as requests to the services, and no fault changes them.</remarks>
internal sealed class PageEndpoint(
    EmulatorOptions options, JobStore store, MediaEndpoint media, MediaStorage storage, FaultSwitch faults, RequestLog log,
    IReadOnlyList<(string Method, string Path)> routes)
{
    private const string FaultsPath = "/faults";
    private const string StylePath = "/page.css";
    private const string ScriptPath = "/page.js";

    /// <summary>Returns the response to a request for the page; null if the path does not belong to it.</summary>
    public async ValueTask<EmulatorResponse?> RespondAsync(HttpContext context)
    {
        var method = context.Request.Method;
        return (context.Request.Path.Value ?? "") switch
        {
            "/" => method is "GET" or "HEAD" ? Html(context) : ErrorResponses.MethodNotAllowed("GET"),
            StylePath => Resource("page.css", "text/css; charset=utf-8"),
            ScriptPath => Resource("page.js", "text/javascript; charset=utf-8"),
            FaultsPath => method == "POST" ? await SwitchAsync(context) : ErrorResponses.MethodNotAllowed("POST"),
            _ => null,
        };
    }

    private EmulatorResponse Html(HttpContext context)
    {
        var origin = $"{context.Request.Scheme}://{context.Request.Host}";
        var view = new PageView(
            origin, options.InitialBalance, faults.IsOn, routes, store, log.Latest,
            (job, number) => media.GetVideoLink(context, job, number));
        var storageOrigin = storage.Address?.GetLeftPart(UriPartial.Authority);
        var policy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; "
            + $"base-uri 'none'; frame-ancestors 'none'; media-src 'self'{(storageOrigin is null ? "" : $" {storageOrigin}")}";
        return Text(view.ToHtml(), "text/html; charset=utf-8")
            .WithHeader("Content-Security-Policy", policy)
            .WithHeader("Cache-Control", "no-store");
    }

    private async ValueTask<EmulatorResponse> SwitchAsync(HttpContext context)
    {
        // Any web page can make a browser send a form to this machine.
        var origin = context.Request.Headers.Origin.ToString();
        if (origin.Length > 0 && origin != $"{context.Request.Scheme}://{context.Request.Host}")
        {
            return ErrorResponses.Create(
                StatusCodes.Status403Forbidden, "invalid_request_error", "wrong_origin", "Only this page can switch faults.");
        }

        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        faults.IsOn = form?["faults"].ToString() == "on";
        return new EmulatorResponse
        {
            Status = StatusCodes.Status303SeeOther,
            Headers = new Dictionary<string, string> { ["Location"] = "/" },
        };
    }

    private static EmulatorResponse Resource(string name, string contentType)
    {
        using var stream = typeof(PageEndpoint).Assembly.GetManifestResourceStream($"page/{name}")!;
        using var reader = new StreamReader(stream);
        return Text(reader.ReadToEnd(), contentType);
    }

    private static EmulatorResponse Text(string text, string contentType) =>
        EmulatorResponse.File(Encoding.UTF8.GetBytes(text), contentType).WithHeader("X-Content-Type-Options", "nosniff");
}
