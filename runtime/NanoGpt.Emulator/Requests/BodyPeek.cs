using System.Buffers;

namespace NanoGpt.Emulator.Requests;

/// <summary>Reads one value near the start of a JSON body without consuming the body.</summary>
internal static class BodyPeek
{
    // Clients write ids before media.
    private const int MaxBytes = 64 << 10;

    /// <summary>Returns the first top-level string with one of the keys; null if there is none near the start.</summary>
    public static async ValueTask<string?> FindAsync(HttpRequest request, string[] keys, CancellationToken cancellationToken)
    {
        var reader = request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            var found = Find(result.Buffer, keys);
            var isDone = found is not null || result.IsCompleted || result.Buffer.Length >= MaxBytes;

            // Everything is marked as examined to wait for more data; in the end nothing is, so that the endpoint reads all of
            // it.
            reader.AdvanceTo(result.Buffer.Start, isDone ? result.Buffer.Start : result.Buffer.End);
            if (isDone)
            {
                return found;
            }
        }
    }

    private static string? Find(ReadOnlySequence<byte> body, string[] keys)
    {
        var json = new Utf8JsonReader(body, isFinalBlock: false, default);
        try
        {
            while (json.Read())
            {
                if (json.TokenType == JsonTokenType.PropertyName && json.CurrentDepth == 1 && keys.Contains(json.GetString())
                    && json.Read() && json.TokenType == JsonTokenType.String)
                {
                    return json.GetString();
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Invalid JSON or UTF-8, which the endpoint reports.
        }

        return null;
    }
}
