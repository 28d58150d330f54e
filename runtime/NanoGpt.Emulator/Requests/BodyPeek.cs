using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace NanoGpt.Emulator.Requests;

/// <summary>Looks for one value near the front of a JSON body and leaves the body as if it had not been read.</summary>
internal static class BodyPeek
{
    /// <summary>As far as is looked: clients write ids before media.</summary>
    private const int Most = 64 << 10;

    /// <summary>The first text under one of the keys at the top of the object; null if there is none near the front.</summary>
    public static async ValueTask<string?> FindAsync(HttpRequest request, string[] keys, CancellationToken cancellationToken)
    {
        var reader = request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            var found = Find(result.Buffer, keys);
            var isOver = found is not null || result.IsCompleted || result.Buffer.Length >= Most;

            // Seen up to the end, so that more is waited for; or not at all, so that the endpoint finds everything.
            reader.AdvanceTo(result.Buffer.Start, isOver ? result.Buffer.Start : result.Buffer.End);
            if (isOver)
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
                if (json.TokenType == JsonTokenType.PropertyName && json.CurrentDepth == 1 && Array.Exists(keys, IsKey(ref json))
                    && json.Read() && json.TokenType == JsonTokenType.String)
                {
                    return json.GetString();
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // No JSON, or no UTF-8: the endpoint says so.
        }

        return null;
    }

    private static Predicate<string> IsKey(ref Utf8JsonReader json)
    {
        var name = json.GetString();
        return key => key == name;
    }
}
