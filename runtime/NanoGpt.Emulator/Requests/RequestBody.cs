using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using NanoGpt.Emulator.Responses;
using NanoGpt.Emulator.Limits;

namespace NanoGpt.Emulator.Requests;

/// <summary>Reads a body that must be one JSON object of limited size.</summary>
internal static class RequestBody
{
    private const int MaxDepth = 32;
    /// <summary>The number of bytes by which the memory of a body grows.</summary>
    public const int SegmentBytes = 64 << 10;


    // Segments are small and shared: an array that doubles would leave a multiple of each body to the garbage collector.
    private static readonly PipeOptions Segments = new(minimumSegmentSize: SegmentBytes, pauseWriterThreshold: 0);

    public static async ValueTask<(JsonObject? Body, EmulatorResponse? Refusal)> ReadAsync(HttpContext context, int maxBytes)
    {
        if (!context.Request.HasJsonContentType())
        {
            return (null, Refusal.NotJson(context.Request.ContentType));
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
            var body = JsonDocument.Parse(bytes, options).RootElement;
            return body.ValueKind == JsonValueKind.Object
                ? (JsonObject.Create(body), null)
                : (null, Refusal.BadJson("The body must be a JSON object."));
        }
        catch (JsonException e)
        {
            return (null, Refusal.BadJson($"The body is not JSON: {e.Message}"));
        }
    }

    private static async ValueTask<(byte[] Bytes, EmulatorResponse? Refusal)> ReadBytesAsync(HttpContext context, int maxBytes)
    {
        var pipe = new Pipe(Segments);
        try
        {
            if (await FillAsync(pipe.Writer, context, maxBytes) is { } refusal)
            {
                return ([], refusal);
            }

            await pipe.Writer.CompleteAsync();
            return ((await pipe.Reader.ReadAsync(context.RequestAborted)).Buffer.ToArray(), null);
        }
        finally
        {
            await pipe.Writer.CompleteAsync();
            await pipe.Reader.CompleteAsync();   // gives the segments back
        }
    }

    private static async ValueTask<EmulatorResponse?> FillAsync(PipeWriter writer, HttpContext context, int maxBytes)
    {
        var share = context.Features.GetRequiredFeature<BodyBudget.Share>();
        var count = context.Request.ContentLength > maxBytes ? maxBytes + 1L : 0;   // is not read at all
        while (count <= maxBytes)
        {
            // By what has come, not by what is announced: a caller that sends nothing takes nothing from the others.
            if (!share.TryGrowTo(count + SegmentBytes))
            {
                return Refusal.TooManyBodies();
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

        return Refusal.TooLarge($"The request is larger than {maxBytes} bytes. Host the media and send links.");
    }
}
