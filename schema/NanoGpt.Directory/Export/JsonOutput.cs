using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;

namespace NanoGpt.Directories.Export;

/// <summary>Writes JSON indented by two spaces, with line feeds on every system and unescaped letters.</summary>
public static class JsonOutput
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static JsonWriterOptions WriterOptions { get; } = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = Options.Encoder,
    };

    internal static string Text(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    /// <summary>Returns a node as JSON text that ends with a line feed.</summary>
    public static string Text(JsonNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return node.ToJsonString(Options) + "\n";
    }

    /// <summary>Returns the name of a constant in lower case, as in the YAML files.</summary>
    public static string ToLowerName(Enum value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.ToString().ToLowerInvariant();
    }
}

/// <summary>Writes directory values to a <see cref="Utf8JsonWriter"/> without intermediate nodes.</summary>
internal static class JsonWriting
{
    public static void Write(this Utf8JsonWriter json, string name, string? text) => json.WriteString(name, text);

    public static void Write(this Utf8JsonWriter json, string name, bool value) => json.WriteBoolean(name, value);

    public static void Write(this Utf8JsonWriter json, string name, decimal? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, ExactNumber.Normalize(value));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    public static void Write(this Utf8JsonWriter json, string name, Scalar? value)
    {
        json.WritePropertyName(name);
        if (value is null)
        {
            json.WriteNullValue();
        }
        else
        {
            json.Write(value);
        }
    }

    public static void Write(this Utf8JsonWriter json, Scalar value)
    {
        switch (value.Kind)
        {
            case ScalarKind.Boolean:
                json.WriteBooleanValue(value.Number == 1);
                break;
            case ScalarKind.Number:
                json.WriteNumberValue(ExactNumber.Normalize(value.Number));
                break;
            default:
                json.WriteStringValue(value.Text);
                break;
        }
    }

    public static void Write(this Utf8JsonWriter json, string name, IEnumerable<string>? texts)
    {
        if (texts is null)
        {
            json.WriteNull(name);
        }
        else
        {
            json.List(name, texts, json.WriteStringValue);
        }
    }

    public static void Map(this Utf8JsonWriter json, string name, IEnumerable<(string Key, string Text)> entries)
    {
        json.WriteStartObject(name);
        foreach (var (key, text) in entries)
        {
            json.WriteString(key, text);
        }

        json.WriteEndObject();
    }

    public static void List<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(item);
        }

        json.WriteEndArray();
    }
}
