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

    public KeyValuePair<TKey, TValue> this[int index] => entries[index];

    public TValue? Find(TKey key)
    {
        var index = IndexOf(entries, entries.Length, key);
        return index < 0 ? null : entries[index].Value;
    }

    public SmallMap<TKey, TValue> Set(TKey key, TValue value)
    {
        var index = IndexOf(entries, entries.Length, key);
        var copy = new KeyValuePair<TKey, TValue>[index < 0 ? entries.Length + 1 : entries.Length];
        Array.Copy(entries, copy, entries.Length);
        copy[index < 0 ? entries.Length : index] = new(key, value);
        return new(copy);
    }

    /// <summary>Sets several values. The last value of a key takes precedence.</summary>
    public SmallMap<TKey, TValue> Set(List<KeyValuePair<TKey, TValue>> changes)
    {
        var all = new KeyValuePair<TKey, TValue>[entries.Length + changes.Count];
        Array.Copy(entries, all, entries.Length);
        var count = entries.Length;
        foreach (var change in changes)
        {
            var index = IndexOf(all, count, change.Key);
            all[index < 0 ? count++ : index] = change;
        }

        Array.Resize(ref all, count);
        return new(all);
    }

    /// <summary>Returns the entries whose keys satisfy a condition, or this instance if all do.</summary>
    public SmallMap<TKey, TValue> Where(Func<TKey, bool> predicate)
    {
        var result = Array.FindAll(entries, entry => predicate(entry.Key));
        return result.Length == entries.Length ? this : new(result);
    }

    public bool Any(Func<TValue, bool> predicate) => Array.Exists(entries, entry => predicate(entry.Value));

    /// <summary>Returns whether another map has equal values for the same keys in any order.</summary>
    public bool HasSameEntries(SmallMap<TKey, TValue> other) =>
        ReferenceEquals(this, other) || (entries.Length == other.entries.Length
            && Array.TrueForAll(entries, entry => other.Find(entry.Key) is { } value && value.Equals(entry.Value)));

    private static int IndexOf(KeyValuePair<TKey, TValue>[] entries, int count, TKey key)
    {
        for (var i = 0; i < count; i++)
        {
            if (ReferenceEquals(entries[i].Key, key) || entries[i].Key.Equals(key))
            {
                return i;
            }
        }

        return -1;
    }
}
