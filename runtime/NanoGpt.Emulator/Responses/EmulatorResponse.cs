using System.Text.Encodings.Web;
using Microsoft.Net.Http.Headers;

namespace NanoGpt.Emulator.Responses;

/// <summary>Represents a response of the emulator.</summary>
public sealed record EmulatorResponse
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Gets the HTTP status code. The default is 200.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Gets the body.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Gets the content type of the body. The default is JSON.</summary>
    public string ContentType { get; init; } = "application/json; charset=utf-8";

    /// <summary>Gets additional headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets a value that indicates whether the connection is aborted instead.</summary>
    public bool IsAbort { get; init; }

    /// <summary>Gets the steps that are run on the connection instead of sending a response; null to send a response.</summary>
    public IReadOnlyList<WireStep>? WireSteps { get; init; }

    /// <summary>Gets the response that aborts the connection without sending anything.</summary>
    public static EmulatorResponse Abort { get; } = new() { IsAbort = true };

    /// <summary>Creates a response with a JSON body.</summary>
    public static EmulatorResponse Json(JsonNode body, int status = StatusCodes.Status200OK)
    {
        ArgumentNullException.ThrowIfNull(body);
        return new() { Status = status, Body = JsonSerializer.SerializeToUtf8Bytes(body, Relaxed) };
    }

    /// <summary>Creates a response with the content of a file.</summary>
    public static EmulatorResponse File(byte[] content, string contentType) =>
        new() { Body = content, ContentType = contentType };

    /// <summary>Creates a redirect with status 302.</summary>
    public static EmulatorResponse Redirect(string location) => new()
    {
        Status = StatusCodes.Status302Found,
        Headers = new Dictionary<string, string> { [HeaderNames.Location] = location },
    };

    /// <summary>Creates a response that writes to the socket directly.</summary>
    /// <param name="steps">The steps, in order. The connection is not used again afterwards.</param>
    public static EmulatorResponse OnTheWire(params WireStep[] steps) => new() { WireSteps = steps };

    internal EmulatorResponse WithHeader(string name, string value) =>
        this with { Headers = new Dictionary<string, string>(Headers) { [name] = value } };

    internal async Task SendAsync(HttpContext context, TimeProvider time, CancellationToken cancellationToken)
    {
        if (IsAbort)
        {
            context.Abort();
            return;
        }

        if (WireSteps is not null)
        {
            await WireStep.RunAsync(context, WireSteps, time, cancellationToken);
            return;
        }

        var response = context.Response;
        foreach (var (name, value) in Headers)
        {
            response.Headers[name] = value;
        }

        response.StatusCode = Status;
        if (Body.Length > 0)
        {
            response.ContentType = ContentType;
        }

        if (Status is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified)
        {
            return;   // Kestrel allows neither a body nor a length
        }

        response.ContentLength = Body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(Body, cancellationToken);
        }
    }
}
