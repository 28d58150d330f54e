using System.Globalization;
using System.Text.Json;
using NanoGpt.Definitions;

namespace NanoGpt.Directories.Export.Reading;

/// <summary>A value of an exported file, and where it stands, for who must mend it.</summary>
/// <param name="File">The file.</param>
/// <param name="Path">Where it stands: <c>models[3].inputs[0].min</c>.</param>
/// <param name="Value">The value.</param>
internal readonly record struct JsonPlace(string File, string Path, JsonElement Value)
{
    public DirectoryReadException Wrong(string what) => new(File, $"{(Path.Length == 0 ? "The document" : Path)} {what}.");

    /// <summary>The value of a key; null if it is null or not there.</summary>
    public JsonPlace? Find(string key)
    {
        if (Value.ValueKind != JsonValueKind.Object)
        {
            throw Wrong("is no object");
        }

        return Value.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null
            ? new JsonPlace(File, Path.Length == 0 ? key : $"{Path}.{key}", value)
            : null;
    }

    /// <summary>The value of a key that must be there.</summary>
    public JsonPlace Get(string key) => Find(key) ?? throw Wrong($"has no '{key}'");

    public string Text(string key) => Get(key).AsText();

    public string? TextOrNull(string key) => Find(key)?.AsText();

    public bool Boolean(string key) => Find(key) is { } found && (found.Value.ValueKind is JsonValueKind.True or JsonValueKind.False
        ? found.Value.GetBoolean()
        : throw found.Wrong("is neither true nor false"));

    public decimal? Number(string key) => Find(key)?.AsNumber();

    public long? Whole(string key) => Find(key) is { } found
        ? found.Value.ValueKind == JsonValueKind.Number && found.Value.TryGetInt64(out var number) ? number : throw found.Wrong("is no whole number")
        : null;

    public int? Count(string key) => Whole(key) is { } whole
        ? whole is >= int.MinValue and <= int.MaxValue ? (int)whole : throw Get(key).Wrong("is no whole number")
        : null;

    public Scalar? Scalar(string key) => Find(key)?.AsScalar();

    /// <summary>One of the words of an enum, as <see cref="JsonOutput.Word"/> writes them.</summary>
    public T Word<T>(string key)
        where T : struct, Enum
    {
        var place = Get(key);
        var text = place.AsText();
        var words = Enum.GetValues<T>().ToDictionary(value => JsonOutput.Word(value), StringComparer.Ordinal);
        return words.TryGetValue(text, out var found) ? found : throw place.Wrong($"is none of {string.Join(", ", words.Keys)}");
    }

    /// <summary>The items of a list; none if it is not there.</summary>
    public IEnumerable<JsonPlace> Items(string key) => Find(key)?.AsItems() ?? [];

    public EquatableArray<string> Texts(string key) => Items(key).Select(item => item.AsText()).ToEquatableArray();

    /// <summary>The keys of an object with their values; none if it is not there.</summary>
    public IEnumerable<(string Key, JsonPlace Value)> Entries(string key) => Find(key)?.AsEntries() ?? [];

    public IEnumerable<JsonPlace> AsItems()
    {
        if (Value.ValueKind != JsonValueKind.Array)
        {
            throw Wrong("is no list");
        }

        var place = this;
        return Value.EnumerateArray().Select((item, index) =>
            new JsonPlace(place.File, string.Create(CultureInfo.InvariantCulture, $"{place.Path}[{index}]"), item));
    }

    public IEnumerable<(string Key, JsonPlace Value)> AsEntries()
    {
        if (Value.ValueKind != JsonValueKind.Object)
        {
            throw Wrong("is no object");
        }

        var place = this;
        return Value.EnumerateObject().Select(entry => (entry.Name, new JsonPlace(place.File, $"{place.Path}.{entry.Name}", entry.Value)));
    }

    public string AsText() => Value.ValueKind == JsonValueKind.String ? Value.GetString()! : throw Wrong("is no text");

    public decimal AsNumber() =>
        Value.ValueKind == JsonValueKind.Number && Value.TryGetDecimal(out var number) ? number : throw Wrong("is no number that can be read exactly");

    public Scalar AsScalar() => Value.ValueKind switch
    {
        JsonValueKind.String => NanoGpt.Scalar.Of(Value.GetString()!),
        JsonValueKind.True or JsonValueKind.False => NanoGpt.Scalar.Of(Value.GetBoolean()),
        JsonValueKind.Number => NanoGpt.Scalar.Of(AsNumber()),
        _ => throw Wrong("is neither a text nor a number nor true or false"),
    };
}
