namespace NanoGpt.Analyzers.Evaluation;

/// <summary>
/// An immutable map of a few entries in the order in which they came. Paths and requests hold so few that a row that is searched
/// and copied is cheaper than a tree.
/// </summary>
internal sealed class SmallMap<TKey, TValue>
    where TKey : class
    where TValue : class
{
    private readonly KeyValuePair<TKey, TValue>[] entries;

    private SmallMap(KeyValuePair<TKey, TValue>[] entries) => this.entries = entries;

    public static SmallMap<TKey, TValue> Empty { get; } = new([]);

    public int Count => entries.Length;

    public KeyValuePair<TKey, TValue> this[int index] => entries[index];

    /// <summary>The value of a key; null if there is none.</summary>
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

    /// <summary>Sets several, the last of those with the same key.</summary>
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

    /// <summary>The entries that are asked for; this map itself if that is all.</summary>
    public SmallMap<TKey, TValue> Where(Func<TKey, bool> isKept)
    {
        var kept = new List<KeyValuePair<TKey, TValue>>(entries.Length);
        foreach (var entry in entries)
        {
            if (isKept(entry.Key))
            {
                kept.Add(entry);
            }
        }

        return kept.Count == entries.Length ? this : new([.. kept]);
    }

    /// <summary>Whether another map has equal values for the same keys, in whatever order.</summary>
    public bool HasSameEntries(SmallMap<TKey, TValue> other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (entries.Length != other.entries.Length)
        {
            return false;
        }

        foreach (var entry in entries)
        {
            if (other.Find(entry.Key) is not { } value || !value.Equals(entry.Value))
            {
                return false;
            }
        }

        return true;
    }

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
