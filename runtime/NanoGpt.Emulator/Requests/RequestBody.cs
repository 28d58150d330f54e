using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using NanoGpt.Emulator.Answers;

namespace NanoGpt.Emulator.Requests;

/// <summary>Reads a body that must be one JSON object of limited size.</summary>
internal static class RequestBody
{
    private const int MaxDepth = 32;

    public static async ValueTask<(JsonObject? Body, EmulatorAnswer? Refusal)> ReadAsync(HttpContext context, int maxBytes)
    {
        var request = context.Request;
        if (!request.HasJsonContentType())
        {
            return (null, Refusal.NotJson(request.ContentType));
        }

        if (request.ContentLength > maxBytes || await ReadBytesAsync(context, maxBytes) is not { } bytes)
        {
            return (null, Refusal.TooLarge($"The request is larger than {maxBytes} bytes. Host the media and send links."));
        }

        try
        {
            // One property twice is refused: which of the two counts would be anybody's guess.
            var options = new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false };
            return JsonNode.Parse(bytes.Span, documentOptions: options) is JsonObject body
                ? (body, null)
                : (null, Refusal.BadJson("The body must be a JSON object."));
        }
        catch (JsonException e)
        {
            return (null, Refusal.BadJson($"The body is not JSON: {e.Message}"));
        }
    }

    private static async ValueTask<ReadOnlyMemory<byte>?> ReadBytesAsync(HttpContext context, int maxBytes)
    {
        var bytes = new ArrayBufferWriter<byte>();
        while (true)
        {
            var read = await context.Request.Body.ReadAsync(bytes.GetMemory(16 << 10), context.RequestAborted);
            if (read == 0)
            {
                return bytes.WrittenMemory;
            }

            bytes.Advance(read);
            if (bytes.WrittenCount > maxBytes)
            {
                return null;
            }
        }
    }
}
