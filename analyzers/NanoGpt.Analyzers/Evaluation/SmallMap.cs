namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Represents an immutable dictionary in insertion order that is efficient for a few entries.</summary>
internal sealed class SmallMap<TKey, TValue>
    where TKey : class
    where TValue : class
{
    private readonly KeyValuePair<TKey, TValue>[] entries;

    private SmallMap(KeyValuePair<TKey, TValue>[] entries) => this.entries = entries;

    public static SmallMap<TKey, TValue> Empty { get; } = new([]);

    public int Count => entries.Length;

    public IEnumerable<TKey> Keys => entries.Select(static entry => entry.Key);

    public KeyValuePair<TKey, TValue> this[int index] => entries[index];

    public TValue? Find(TKey key)
    {
        var index = IndexOf(key);
        return index < 0 ? null : entries[index].Value;
    }

    public SmallMap<TKey, TValue> Set(TKey key, TValue value)
    {
        var index = IndexOf(key);
        var copy = new KeyValuePair<TKey, TValue>[index < 0 ? entries.Length + 1 : entries.Length];
        Array.Copy(entries, copy, entries.Length);
        copy[index < 0 ? entries.Length : index] = new(key, value);
        return new(copy);
    }

    /// <summary>Returns whether another map has equal values for the same keys in any order.</summary>
    public bool HasSameEntries(SmallMap<TKey, TValue> other) =>
        ReferenceEquals(this, other) || (entries.Length == other.entries.Length
            && Array.TrueForAll(entries, entry => other.Find(entry.Key) is { } value && value.Equals(entry.Value)));

    private int IndexOf(TKey key) => Array.FindIndex(entries, entry => entry.Key.Equals(key));
}
