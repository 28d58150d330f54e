using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NanoGpt.Requests;

/// <summary>JSON in the one spelling that this library writes.</summary>
internal static class JsonText
{
    /// <summary>
    /// Text beyond ASCII and <c>+</c> stay as they are: the body is <c>application/json</c>, never part of a page, and escapes
    /// would only make it longer.
    /// </summary>
    public static JsonWriterOptions WriterOptions { get; } =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static JsonEncodedText Encode(string text) => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);

    public static string Compact(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Undefined)
        {
            return "null";
        }

        using var buffer = new PooledBuffer();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            element.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.Written);
    }
}
