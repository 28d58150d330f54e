namespace NanoGpt.Schema.Loading;

/// <summary>The keys of one kind of map. Reading, the search for unknown keys, and did-you-mean all go by it.</summary>
public sealed class KeyTable
{
    private readonly Dictionary<string, int> indexes;
    private readonly string[] names;

    internal KeyTable(string what, KeySpec[] keys)
    {
        What = what;
        Keys = keys;
        names = new string[keys.Length];
        indexes = new Dictionary<string, int>(keys.Length, StringComparer.Ordinal);
        for (var i = 0; i < keys.Length; i++)
        {
            names[i] = keys[i].Name;
            indexes.Add(keys[i].Name, i);
        }
    }

    /// <summary>What the map describes: <c>a field</c>.</summary>
    public string What { get; }

    /// <summary>The keys, in the order of the format's description.</summary>
    public IReadOnlyList<KeySpec> Keys { get; }

    internal string[] Names => names;

    internal int Find(string name) => indexes.TryGetValue(name, out var index) ? index : -1;
}
