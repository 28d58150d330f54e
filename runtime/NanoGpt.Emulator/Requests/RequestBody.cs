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
    private const int FirstBytes = 16 << 10;

    public static async ValueTask<(JsonObject? Body, EmulatorAnswer? Refusal)> ReadAsync(HttpContext context, int maxBytes)
    {
        var request = context.Request;
        if (!request.HasJsonContentType())
        {
            return (null, Refusal.NotJson(request.ContentType));
        }

        var (bytes, refusal) = request.ContentLength > maxBytes
            ? (default, TooLarge(maxBytes))
            : await ReadBytesAsync(context, maxBytes);
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

    private static async ValueTask<(ReadOnlyMemory<byte> Bytes, EmulatorAnswer? Refusal)> ReadBytesAsync(
        HttpContext context, int maxBytes)
    {
        var share = context.Features.GetRequiredFeature<BodyBudget.Share>();
        var most = (int)Math.Min(maxBytes, context.Request.ContentLength ?? maxBytes) + 1;   // one more shows that there is more
        var bytes = Array.Empty<byte>();
        var count = 0;
        while (true)
        {
            if (count == bytes.Length)
            {
                if (count > maxBytes)
                {
                    return (default, TooLarge(maxBytes));
                }

                // By what has come, not by what is announced: a caller that sends nothing takes nothing from the others.
                var size = (int)Math.Min(most, Math.Max(FirstBytes, 2L * count));
                if (!share.TryGrowTo(size))
                {
                    return (default, Refusal.TooManyBodies());
                }

                Array.Resize(ref bytes, size);
            }

            var read = await context.Request.Body.ReadAsync(bytes.AsMemory(count), context.RequestAborted);
            if (read == 0)
            {
                return (bytes.AsMemory(0, count), null);
            }

            count += read;
        }
    }

    private static EmulatorAnswer TooLarge(int maxBytes) =>
        Refusal.TooLarge($"The request is larger than {maxBytes} bytes. Host the media and send links.");
}
