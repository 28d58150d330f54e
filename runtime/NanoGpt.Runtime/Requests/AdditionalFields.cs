using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace NanoGpt;

/// <summary>
/// Represents fields that are sent as they are, in addition to the declared ones: keys that the model definition does not have,
/// or unlisted values of keys that it has. Compares by content. Read-only once a request uses it.
/// </summary>
/// <example><code>AdditionalFields = new() { ["camera"] = "static", ["fps"] = 24 }</code></example>
public sealed class AdditionalFields : IReadOnlyCollection<KeyValuePair<string, AdditionalValue>>, IEquatable<AdditionalFields>
{
    // A list, because requests have few of these and their order is kept.
    private readonly List<KeyValuePair<string, AdditionalValue>> fields = [];
    private bool isReadOnly;

    /// <summary>Gets the number of fields.</summary>
    public int Count => fields.Count;

    /// <summary>Gets or sets the value of a key.</summary>
    /// <param name="key">The JSON key.</param>
    /// <exception cref="KeyNotFoundException">The key to get does not exist.</exception>
    /// <exception cref="ArgumentException">The key is empty.</exception>
    /// <exception cref="InvalidOperationException">A request already uses these fields.</exception>
    public AdditionalValue this[string key]
    {
        get => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no additional field '{key}'.");
        set => Set(key, value);
    }

    /// <summary>Adds a field.</summary>
    /// <param name="key">The JSON key.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The key is empty or already exists.</exception>
    /// <exception cref="InvalidOperationException">A request already uses these fields.</exception>
    public void Add(string key, AdditionalValue value)
    {
        if (IndexOf(key) >= 0)
        {
            throw new ArgumentException($"The additional field '{key}' already exists.", nameof(key));
        }

        Set(key, value);
    }

    /// <summary>Gets the value of a key.</summary>
    /// <param name="key">The JSON key.</param>
    /// <param name="value">The value, if the key exists.</param>
    /// <returns>true if the key exists; otherwise, false.</returns>
    public bool TryGetValue(string key, out AdditionalValue value)
    {
        var index = IndexOf(key);
        value = index < 0 ? default : fields[index].Value;
        return index >= 0;
    }

    /// <summary>Determines whether a key exists.</summary>
    /// <param name="key">The JSON key.</param>
    public bool ContainsKey(string key) => IndexOf(key) >= 0;

    /// <inheritdoc/>
    public bool Equals([NotNullWhen(true)] AdditionalFields? other) =>
        other is not null && Count == other.Count
        && fields.TrueForAll(field => other.TryGetValue(field.Key, out var value) && value == field.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AdditionalFields);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = Count;
        foreach (var (key, value) in fields)
        {
            hash ^= HashCode.Combine(StringComparer.Ordinal.GetHashCode(key), value);   // in any order, as equality is
        }

        return hash;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, AdditionalValue>> GetEnumerator() => fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal AdditionalFields Freeze()
    {
        isReadOnly = true;
        return this;
    }

    internal KeyValuePair<string, AdditionalValue> At(int index) => fields[index];

    internal void Keep(string key, AdditionalValue value)
    {
        if (IndexOf(key) < 0)
        {
            fields.Add(new(key, value));
        }
    }

    private void Set(string key, AdditionalValue value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (isReadOnly)
        {
            throw new InvalidOperationException(
                "A request already uses these fields. Create new ones, and copy the request with them.");
        }

        var index = IndexOf(key);
        if (index < 0)
        {
            fields.Add(new(key, value));
        }
        else
        {
            fields[index] = new(key, value);
        }
    }

    private int IndexOf(string key) => fields.FindIndex(field => string.Equals(field.Key, key, StringComparison.Ordinal));
}
