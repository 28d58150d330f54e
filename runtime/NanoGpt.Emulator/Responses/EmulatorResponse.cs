using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace NanoGpt.Emulator.Responses;

/// <summary>What goes back to the caller.</summary>
public sealed record EmulatorResponse
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The HTTP status.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>The body.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The body's type.</summary>
    public string ContentType { get; init; } = "application/json; charset=utf-8";

    /// <summary>More headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the connection is cut instead.</summary>
    public bool IsAbort { get; init; }

    /// <summary>What is done to the connection instead of an answer; null for an answer.</summary>
    public IReadOnlyList<WireStep>? Wire { get; init; }

    /// <summary>Cuts the connection without a word.</summary>
    public static EmulatorResponse Abort { get; } = new() { IsAbort = true };

    /// <summary>A JSON body.</summary>
    public static EmulatorResponse Json(JsonNode body, int status = StatusCodes.Status200OK)
    {
        ArgumentNullException.ThrowIfNull(body);
        return new() { Status = status, Body = JsonSerializer.SerializeToUtf8Bytes(body, Relaxed) };
    }

    /// <summary>A file.</summary>
    public static EmulatorResponse File(byte[] content, string contentType) => new() { Body = content, ContentType = contentType };

    /// <summary>Sends the caller elsewhere.</summary>
    public static EmulatorResponse Redirect(string location) => new()
    {
        Status = StatusCodes.Status302Found,
        Headers = new Dictionary<string, string> { [HeaderNames.Location] = location },
    };

    /// <summary>Takes the connection out of HTTP's hands.</summary>
    /// <param name="steps">What is done to it, in order; it is not used again afterwards.</param>
    public static EmulatorResponse OnTheWire(params WireStep[] steps) => new() { Wire = steps };

    internal async Task SendAsync(HttpContext context, TimeProvider time, CancellationToken stop)
    {
        if (IsAbort)
        {
            context.Abort();
            return;
        }

        if (Wire is not null)
        {
            await WirePlayer.PlayAsync(context, Wire, time, stop);
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
            return;   // Kestrel lets these have neither body nor length
        }

        response.ContentLength = Body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(Body, stop);
        }
    }
}
