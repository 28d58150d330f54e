namespace NanoGpt.Directories.Export.Reading;

/// <summary>Represents a value of an exported file and its location, for error messages.</summary>
internal readonly record struct JsonLocation(string File, string Path, JsonElement Value)
{
    public DirectoryReadException Error(string what) => new(File, $"{(Path.Length == 0 ? "The document" : Path)} {what}.");

    /// <summary>Returns the value of a key; null if it is absent or JSON null.</summary>
    public JsonLocation? Find(string key)
    {
        if (Value.ValueKind != JsonValueKind.Object)
        {
            throw Error("is not an object");
        }

        return Value.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null
            ? new JsonLocation(File, Path.Length == 0 ? key : $"{Path}.{key}", value)
            : null;
    }

    public JsonLocation Get(string key) => Find(key) ?? throw Error($"has no '{key}'");

    public string Text(string key) => Get(key).AsText();

    public string? TextOrNull(string key) => Find(key)?.AsText();

    public bool Boolean(string key) =>
        Find(key) is { } found && (found.Value.ValueKind is JsonValueKind.True or JsonValueKind.False
        ? found.Value.GetBoolean()
        : throw found.Error("is not a Boolean"));

    public decimal? Number(string key) => Find(key)?.AsNumber();

    public long? Whole(string key) => Find(key) is { } found
        ? found.Value.ValueKind == JsonValueKind.Number && found.Value.TryGetInt64(out var number)
            ? number : throw found.Error("is not a whole number")
        : null;

    public int? Count(string key) => Whole(key) is { } whole
        ? whole is >= int.MinValue and <= int.MaxValue ? (int)whole : throw Get(key).Error("is not a whole number")
        : null;

    public Scalar? Scalar(string key) => Find(key)?.AsScalar();

    public T Word<T>(string key)
        where T : struct, Enum
    {
        var location = Get(key);
        var text = location.AsText();
        var words = Enum.GetValues<T>().ToDictionary(value => JsonOutput.ToLowerName(value), StringComparer.Ordinal);
        return words.TryGetValue(text, out var found)
            ? found : throw location.Error($"is not one of {string.Join(", ", words.Keys)}");
    }

    /// <summary>Returns the items of a list; empty if the key is absent.</summary>
    public IEnumerable<JsonLocation> Items(string key) => Find(key)?.AsItems() ?? [];

    public EquatableArray<string> Texts(string key) => Items(key).Select(item => item.AsText()).ToEquatableArray();

    /// <summary>Returns the entries of an object; empty if the key is absent.</summary>
    public IEnumerable<(string Key, JsonLocation Value)> Entries(string key) => Find(key)?.AsEntries() ?? [];

    public IEnumerable<JsonLocation> AsItems()
    {
        if (Value.ValueKind != JsonValueKind.Array)
        {
            throw Error("is not a list");
        }

        var location = this;
        return Value.EnumerateArray().Select((item, index) =>
            new JsonLocation(location.File, string.Create(CultureInfo.InvariantCulture, $"{location.Path}[{index}]"), item));
    }

    public IEnumerable<(string Key, JsonLocation Value)> AsEntries()
    {
        if (Value.ValueKind != JsonValueKind.Object)
        {
            throw Error("is not an object");
        }

        var location = this;
        return Value.EnumerateObject()
            .Select(entry => (entry.Name, new JsonLocation(location.File, $"{location.Path}.{entry.Name}", entry.Value)));
    }

    public string AsText() => Value.ValueKind == JsonValueKind.String ? Value.GetString()! : throw Error("is not a string");

    public decimal AsNumber() =>
        Value.ValueKind == JsonValueKind.Number && Value.TryGetDecimal(out var number)
            ? number : throw Error("is not a number with an exact decimal value");

    public Scalar AsScalar() => Value.ValueKind switch
    {
        JsonValueKind.String => NanoGpt.Scalar.Of(Value.GetString()!),
        JsonValueKind.True or JsonValueKind.False => NanoGpt.Scalar.Of(Value.GetBoolean()),
        JsonValueKind.Number => NanoGpt.Scalar.Of(AsNumber()),
        _ => throw Error("is not a string, number or Boolean"),
    };
}
