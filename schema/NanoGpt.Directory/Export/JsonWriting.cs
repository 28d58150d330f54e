using System.Text.Json;

namespace NanoGpt.Directories.Export;

/// <summary>Values of the directory on a JSON writer. Ten thousand models have millions of values: none of them becomes a node first.</summary>
internal static class JsonWriting
{
    public static void Write(this Utf8JsonWriter json, string name, string? text) => json.WriteString(name, text);

    public static void Write(this Utf8JsonWriter json, string name, bool truth) => json.WriteBoolean(name, truth);

    /// <summary>A number without the zeros that its file may have carried; or null.</summary>
    public static void Write(this Utf8JsonWriter json, string name, decimal? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, JsonOutput.Plain(value));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>A value as the directory has it; or null.</summary>
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
                json.WriteNumberValue(JsonOutput.Plain(value.Number));
                break;
            default:
                json.WriteStringValue(value.Text);
                break;
        }
    }

    /// <summary>Writes a list of texts; or null.</summary>
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

    /// <summary>A list, each item as an action writes it.</summary>
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
