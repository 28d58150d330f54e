using System.Text;
using System.Text.Encodings.Web;

namespace NanoGpt.Requests;

/// <summary>Writes JSON with one encoder, so that the same value always has the same text.</summary>
internal static class JsonText
{
    // The JSON is never part of a web page, so that non-ASCII characters and + do not require escapes.
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = Encoder, SkipValidation = true };

    public static JsonEncodedText Encode(string text) => JsonEncodedText.Encode(text, Encoder);

    public static string Compact(JsonElement element) =>
        element.ValueKind == JsonValueKind.Undefined ? "null" : Encoding.UTF8.GetString(Write(element.WriteTo));

    public static byte[] Object(Action<Utf8JsonWriter> members) => Write(json => WriteObject(json, members));

    public static void WriteObject(PooledBuffer buffer, Action<Utf8JsonWriter> members)
    {
        using var json = new Utf8JsonWriter(buffer, WriterOptions);
        WriteObject(json, members);
    }

    public static void WriteOptional(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteObject(Utf8JsonWriter json, Action<Utf8JsonWriter> members)
    {
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new PooledBuffer();
        using (var json = new Utf8JsonWriter(buffer, WriterOptions))
        {
            write(json);
        }

        return buffer.Written.ToArray();
    }
}
