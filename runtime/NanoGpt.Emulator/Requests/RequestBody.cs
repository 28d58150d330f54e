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
            var body = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = MaxDepth }).RootElement;
            return body.ValueKind != JsonValueKind.Object
                ? (null, ErrorResponses.InvalidJson("The body must be a JSON object."))
                : FindDuplicate(body) is { } name
                ? (null, ErrorResponses.InvalidJson($"The body is not JSON: the property '{name}' occurs twice in an object."))
                : (JsonObject.Create(body), null);
        }
        catch (JsonException e)
        {
            return (null, ErrorResponses.InvalidJson($"The body is not JSON: {e.Message}"));
        }
    }

    /// <summary>Returns the string with a key; null for another type or a missing key.</summary>
    public static string? GetText(JsonObject body, string name) =>
        body[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    // It is undefined which of several properties with one name is used. The option of JsonDocument requires .NET 10.
    private static string? FindDuplicate(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                return element.EnumerateArray().Select(FindDuplicate).FirstOrDefault(static name => name is not null);
            case JsonValueKind.Object:
                var names = new HashSet<string>(StringComparer.Ordinal);
                return element.EnumerateObject()
                    .Select(property => names.Add(property.Name) ? FindDuplicate(property.Value) : property.Name)
                    .FirstOrDefault(static name => name is not null);
            default:
                return null;
        }
    }

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
