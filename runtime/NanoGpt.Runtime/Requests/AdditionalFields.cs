using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace NanoGpt;

/// <summary>
/// Fields that are sent as they are, next to the declared ones: the escape hatch for a key that the directory does not know, or
/// for an unlisted value of one it knows.
/// </summary>
/// <example><code>AdditionalFields = new() { ["camera"] = "static", ["fps"] = 24 }</code></example>
/// <remarks>Compares by content. Read-only once a request holds it.</remarks>
public sealed class AdditionalFields : IReadOnlyCollection<KeyValuePair<string, AdditionalValue>>, IEquatable<AdditionalFields>
{
    // A list, because requests have a handful of these and their order is kept.
    private readonly List<KeyValuePair<string, AdditionalValue>> fields = [];
    private bool isReadOnly;

    /// <summary>How many fields there are.</summary>
    public int Count => fields.Count;

    /// <summary>Gets the value of a key, or adds or replaces it.</summary>
    /// <param name="key">The key on the wire.</param>
    /// <exception cref="KeyNotFoundException">There is no such key to get.</exception>
    /// <exception cref="ArgumentException">The key is empty.</exception>
    /// <exception cref="InvalidOperationException">A request already holds these fields.</exception>
    public AdditionalValue this[string key]
    {
        get => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no additional field '{key}'.");
        set => Set(key, value);
    }

    /// <summary>Adds a field.</summary>
    /// <param name="key">The key on the wire.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="ArgumentException">The key is empty or already there.</exception>
    /// <exception cref="InvalidOperationException">A request already holds these fields.</exception>
    public void Add(string key, AdditionalValue value)
    {
        if (IndexOf(key) >= 0)
        {
            throw new ArgumentException($"The additional field '{key}' is there already.", nameof(key));
        }

        Set(key, value);
    }

    /// <summary>Looks up a key.</summary>
    /// <param name="key">The key on the wire.</param>
    /// <param name="value">Its value.</param>
    public bool TryGetValue(string key, out AdditionalValue value)
    {
        var index = IndexOf(key);
        value = index < 0 ? default : fields[index].Value;
        return index >= 0;
    }

    /// <summary>Whether a key is there.</summary>
    /// <param name="key">The key on the wire.</param>
    public bool ContainsKey(string key) => IndexOf(key) >= 0;

    /// <inheritdoc/>
    public bool Equals([NotNullWhen(true)] AdditionalFields? other)
    {
        if (other is null || Count != other.Count)
        {
            return false;
        }

        foreach (var (key, value) in fields)
        {
            if (!other.TryGetValue(key, out var theirs) || theirs != value)
            {
                return false;
            }
        }

        return true;
    }

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
            throw new InvalidOperationException("A request holds these fields already. Make new ones, and a copy of the request with them.");
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

    private int IndexOf(string key)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (string.Equals(fields[i].Key, key, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}
