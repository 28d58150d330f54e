using System.Text.Json;

namespace NanoGpt.AspNetCore;

/// <summary>Reads the bodies of webhooks.</summary>
internal static class WebhookBody
{
    public const int MaxBytes = 64 << 10;

    private const int MaxTexts = 32;

    /// <summary>Reads a body; null if it is larger than <see cref="MaxBytes"/>.</summary>
    public static async Task<byte[]?> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxBytes + 1];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)
            .ConfigureAwait(false);
        return length > MaxBytes ? null : buffer[..length];
    }

    /// <summary>Returns the texts of a JSON body, a limited number; none if it is not JSON.</summary>
    public static IReadOnlySet<string> FindTexts(ReadOnlySpan<byte> body)
    {
        var texts = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            var reader = new Utf8JsonReader(body);
            while (texts.Count < MaxTexts && reader.Read())
            {
                if (reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: > 0 } text)
                {
                    texts.Add(text);
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The texts before the error remain. A text that is not UTF-16 is an InvalidOperationException.
        }

        return texts;
    }
}
