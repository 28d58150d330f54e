using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using NanoGpt.Emulator.Answers;
using NanoGpt.Emulator.Hosting;

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

        if (request.ContentLength > maxBytes)
        {
            return (null, TooLarge(maxBytes));
        }

        var (bytes, refusal) = await ReadBytesAsync(context, maxBytes);
        if (refusal is not null)
        {
            return (null, refusal);
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

    private static EmulatorAnswer TooLarge(int maxBytes) =>
        Refusal.TooLarge($"The request is larger than {maxBytes} bytes. Host the media and send links.");

    private static async ValueTask<(ReadOnlyMemory<byte> Bytes, EmulatorAnswer? Refusal)> ReadBytesAsync(HttpContext context, int maxBytes)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var share = context.Features.GetRequiredFeature<BodyBudget.Share>();
        while (true)
        {
            if (!share.TryGrowTo(bytes.Capacity + (16 << 10)))
            {
                return (default, Refusal.Of(
                    StatusCodes.Status503ServiceUnavailable, "server_error", "too_many_bodies",
                    "The bodies of all requests together are too large for this server now. Send them one after the other."));
            }

            var read = await context.Request.Body.ReadAsync(bytes.GetMemory(16 << 10), context.RequestAborted);
            if (read == 0)
            {
                return (bytes.WrittenMemory, null);
            }

            bytes.Advance(read);
            if (bytes.WrittenCount > maxBytes)
            {
                return (default, TooLarge(maxBytes));
            }
        }
    }
}
