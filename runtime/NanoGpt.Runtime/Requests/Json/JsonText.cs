using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NanoGpt.Requests;

/// <summary>Writes JSON in the one spelling that this library uses.</summary>
internal static class JsonText
{
    // Never part of a web page: escapes of text beyond ASCII, and of +, would only make it longer.
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = Encoder, SkipValidation = true };

    public static JsonEncodedText Encode(string text) => JsonEncodedText.Encode(text, Encoder);

    public static string Compact(JsonElement element) =>
        element.ValueKind == JsonValueKind.Undefined ? "null" : Encoding.UTF8.GetString(Write(element.WriteTo));

    /// <summary>Returns a JSON object as UTF-8.</summary>
    /// <param name="members">Writes its members.</param>
    public static byte[] Object(Action<Utf8JsonWriter> members) => Write(json => WriteObject(json, members));

    /// <summary>Writes a JSON object to the end of a buffer.</summary>
    public static void WriteObject(PooledBuffer buffer, Action<Utf8JsonWriter> members)
    {
        using var json = new Utf8JsonWriter(buffer, WriterOptions);
        WriteObject(json, members);
    }

    /// <summary>Writes a member unless its value is null.</summary>
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
