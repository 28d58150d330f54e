using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;
using NanoGpt.Emulator.Limits;

namespace NanoGpt.Emulator.Requests;

/// <summary>Reads a request body that must be a JSON object of limited size.</summary>
internal static class RequestBody
{
    /// <summary>The number of bytes by which the memory of a body grows.</summary>
    public const int SegmentBytes = 64 << 10;

    private const int MaxDepth = 32;

    // Small, pooled segments: an array that doubles would leave garbage of a multiple of the size of each body.
    private static readonly PipeOptions Segments = new(minimumSegmentSize: SegmentBytes, pauseWriterThreshold: 0);

    public static async ValueTask<(JsonObject? Body, EmulatorResponse? Error)> ReadAsync(HttpContext context, int maxBytes)
    {
        if (!context.Request.HasJsonContentType())
        {
            return (null, ErrorResponses.NotJson(context.Request.ContentType));
        }

        var (bytes, error) = await ReadBytesAsync(context, maxBytes);
        if (error is not null)
        {
            return (null, error);
        }

        try
        {
            // Duplicate properties are rejected, because it is undefined which of them is used.
            var options = new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false };
            var body = JsonDocument.Parse(bytes, options).RootElement;
            return body.ValueKind == JsonValueKind.Object
                ? (JsonObject.Create(body), null)
                : (null, ErrorResponses.InvalidJson("The body must be a JSON object."));
        }
        catch (JsonException e)
        {
            return (null, ErrorResponses.InvalidJson($"The body is not JSON: {e.Message}"));
        }
    }

    /// <summary>Returns the string with a key; null for another type or a missing key.</summary>
    public static string? GetText(JsonObject body, string name) =>
        body[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static async ValueTask<(byte[] Bytes, EmulatorResponse? Error)> ReadBytesAsync(HttpContext context, int maxBytes)
    {
        var pipe = new Pipe(Segments);
        try
        {
            if (await FillAsync(pipe.Writer, context, maxBytes) is { } error)
            {
                return ([], error);
            }

            await pipe.Writer.CompleteAsync();
            return ((await pipe.Reader.ReadAsync(context.RequestAborted)).Buffer.ToArray(), null);
        }
        finally
        {
            await pipe.Writer.CompleteAsync();
            await pipe.Reader.CompleteAsync();   // returns the segments to the pool
        }
    }

    private static async ValueTask<EmulatorResponse?> FillAsync(PipeWriter writer, HttpContext context, int maxBytes)
    {
        var share = context.Features.GetRequiredFeature<BodyBudget.Share>();
        var count = context.Request.ContentLength > maxBytes ? maxBytes + 1L : 0;   // such a body is not read
        while (count <= maxBytes)
        {
            // The received size counts, not the announced one: a client that sends nothing must not block the others.
            if (!share.TryGrowTo(count + SegmentBytes))
            {
                return ErrorResponses.BodyBudgetExceeded();
            }

            var read = await context.Request.Body.ReadAsync(writer.GetMemory(), context.RequestAborted);
            if (read == 0)
            {
                await writer.FlushAsync(context.RequestAborted);
                return null;
            }

            writer.Advance(read);
            count += read;
        }

        return ErrorResponses.TooLarge($"The request is larger than {maxBytes} bytes. Host the media and send links.");
    }
}
