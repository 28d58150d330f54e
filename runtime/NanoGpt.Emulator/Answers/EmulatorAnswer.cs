using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace NanoGpt.Emulator.Answers;

/// <summary>What goes back to the caller.</summary>
public sealed record EmulatorAnswer
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

    /// <summary>Cuts the connection without a word.</summary>
    public static EmulatorAnswer Abort { get; } = new() { IsAbort = true };

    /// <summary>A JSON body.</summary>
    public static EmulatorAnswer Json(JsonNode body, int status = StatusCodes.Status200OK)
    {
        ArgumentNullException.ThrowIfNull(body);
        return new() { Status = status, Body = JsonSerializer.SerializeToUtf8Bytes(body, Relaxed) };
    }

    /// <summary>A file.</summary>
    public static EmulatorAnswer File(byte[] content, string contentType) => new() { Body = content, ContentType = contentType };

    /// <summary>Sends the caller elsewhere.</summary>
    public static EmulatorAnswer Redirect(string location) => new()
    {
        Status = StatusCodes.Status302Found,
        Headers = new Dictionary<string, string> { [HeaderNames.Location] = location },
    };

    internal async Task SendAsync(HttpContext context)
    {
        if (IsAbort)
        {
            context.Abort();
            return;
        }

        var response = context.Response;
        foreach (var (name, value) in Headers)
        {
            response.Headers[name] = value;
        }

        var body = Body;
        response.StatusCode = Status;
        if (Status == StatusCodes.Status200OK && !ContentType.StartsWith("application/json", StringComparison.Ordinal))
        {
            response.Headers.AcceptRanges = "bytes";
            body = Slice(context, body);
        }

        if (body.Length > 0)
        {
            response.ContentType = ContentType;
        }

        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    /// <summary>The part that a <c>Range</c> header asks for; anything but one range gets the whole.</summary>
    private static ReadOnlyMemory<byte> Slice(HttpContext context, ReadOnlyMemory<byte> body)
    {
        if (context.Request.GetTypedHeaders().Range is not { Ranges.Count: 1 } header || header.Unit != "bytes")
        {
            return body;
        }

        var range = header.Ranges.Single();
        var from = range.From ?? Math.Max(0, body.Length - range.To.GetValueOrDefault());
        var to = range.From is null ? body.Length - 1 : Math.Min(range.To ?? long.MaxValue, body.Length - 1);
        if (from > to)
        {
            context.Response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
            context.Response.Headers.ContentRange = $"bytes */{body.Length}";
            return default;
        }

        context.Response.StatusCode = StatusCodes.Status206PartialContent;
        context.Response.Headers.ContentRange = $"bytes {from}-{to}/{body.Length}";
        return body.Slice((int)from, (int)(to - from + 1));
    }
}
