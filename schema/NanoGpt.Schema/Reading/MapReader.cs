using NanoGpt.Schema.Format;
using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Naming;
using NanoGpt.Schema.Yaml;

namespace NanoGpt.Schema.Reading;

/// <summary>A map read against its table of keys: what is unknown or missing is reported, the rest is found by number.</summary>
internal sealed class MapReader
{
    private readonly KeyTable table;
    private readonly YamlEntry?[] slots;
    private readonly IssueList issues;

    /// <summary>Wraps entries that are already sorted by key.</summary>
    public MapReader(KeyTable table, YamlEntry?[] slots, IssueList issues)
    {
        this.table = table;
        this.slots = slots;
        this.issues = issues;
    }

    /// <summary>Reads a map.</summary>
    /// <param name="table">The keys that it may have.</param>
    /// <param name="map">The map.</param>
    /// <param name="owner">The token that a missing key is reported at; the map's first key if null.</param>
    /// <param name="issues">Receives what is wrong.</param>
    public static MapReader Read(KeyTable table, YamlMapping map, YamlNode? owner, IssueList issues)
    {
        var slots = Sort(table, map, issues, keepsNull: false);
        for (var i = 0; i < slots.Length; i++)
        {
            if (slots[i] is null && table.Keys[i].Required && map[table.Keys[i].Name] is null)
            {
                var at = owner ?? (map.Entries.Count > 0 ? map.Entries[0].Key : map);
                issues.Add(IssueRules.MissingKey, at.Start, at.Length, null, table.What, table.Keys[i].Name);
            }
        }

        return new MapReader(table, slots, issues);
    }

    /// <summary>Puts the entries of a map in the order of its table, and reports the unknown ones.</summary>
    /// <param name="table">The keys that it may have.</param>
    /// <param name="map">The map.</param>
    /// <param name="issues">Receives what is wrong.</param>
    /// <param name="keepsNull">Whether a key without a value means something here.</param>
    public static YamlEntry?[] Sort(KeyTable table, YamlMapping map, IssueList issues, bool keepsNull)
    {
        var slots = new YamlEntry?[table.Keys.Count];
        foreach (var entry in map.Entries)
        {
            var index = table.Find(entry.Key.Text);
            if (index < 0)
            {
                var guess = issues.Guess(entry.Key.Text, table.Names);
                var hint = DidYouMean.Hint(guess, table.Names);
                issues.Add(IssueRules.UnknownKey, entry.Key.Start, entry.Key.Length, guess, Printable.Of(entry.Key.Text), table.What, hint);
            }
            else if (!keepsNull && entry.Value is YamlScalar { IsNull: true })
            {
                var wanted = Describe(table.Keys[index]);
                issues.Add(IssueRules.Empty, entry.Key.Start, entry.Key.Length, null, entry.Key.Text, wanted);
            }
            else
            {
                slots[index] = entry;
            }
        }

        return slots;
    }

    public bool Has(int key) => slots[key] is not null;

    /// <summary>The value of a key, or null.</summary>
    public YamlNode? Value(int key) => slots[key]?.Value;

    /// <summary>The key's own token, or null.</summary>
    public YamlScalar? Key(int key) => slots[key]?.Key;

    /// <summary>Reads a text, and checks the form that its key asks for.</summary>
    public string? Text(int key)
    {
        if (slots[key]?.Value is not { } node)
        {
            return null;
        }

        var spec = table.Keys[key];
        var text = ScalarReader.Text(node, spec.Name, issues);
        return text is null || TextForm.Check(text, spec, node, issues) ? text : null;
    }

    /// <summary>Reads true or false; false if absent.</summary>
    public bool Boolean(int key) => slots[key]?.Value is { } node && ScalarReader.Boolean(node, table.Keys[key].Name, issues) == true;

    public decimal? Number(int key) => slots[key]?.Value is { } node ? ScalarReader.Number(node, table.Keys[key].Name, issues) : null;

    /// <summary>Reads a number that is not negative.</summary>
    public decimal? Quantity(int key)
    {
        var number = Number(key);
        if (number is null or >= 0)
        {
            return number;
        }

        var node = slots[key]!.Value;
        issues.Add(IssueRules.BadNumber, node.Start, node.Length, null, ((YamlScalar)node).Text, table.Keys[key].Name, "it cannot be less than 0");
        return null;
    }

    /// <summary>Reads a whole number from 0 or 1 on.</summary>
    public int? Count(int key, int least = 0) => (int?)Whole(key, least, int.MaxValue);

    /// <summary>Reads a whole number of 64 bits from 1 on.</summary>
    public long? LongCount(int key) => (long?)Whole(key, 1, long.MaxValue);

    /// <summary>The map of a key, or null.</summary>
    public YamlMapping? Map(int key)
    {
        switch (slots[key]?.Value)
        {
            case null:
                return null;
            case YamlMapping map:
                return map;
            case var other:
                ScalarReader.Refuse(other, table.Keys[key].Name, Describe(table.Keys[key]), issues);
                return null;
        }
    }

    /// <summary>The items of a list; none if it is absent. An empty list is reported.</summary>
    public IReadOnlyList<YamlNode> Items(int key)
    {
        switch (slots[key]?.Value)
        {
            case null:
                return [];
            case YamlSequence { Items.Count: > 0 } list:
                return list.Items;
            case YamlSequence empty:
                issues.Add(IssueRules.Empty, empty.Start, empty.Length, null, table.Keys[key].Name, "at least one item");
                return [];
            case var other:
                ScalarReader.Refuse(other, table.Keys[key].Name, Describe(table.Keys[key]), issues);
                return [];
        }
    }

    /// <summary>Reads a list of different texts, and checks the form that its key asks for.</summary>
    public List<string> Texts(int key)
    {
        var texts = new List<string>();
        var items = Items(key);
        if (items.Count == 0)
        {
            return texts;
        }

        var spec = table.Keys[key];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (ScalarReader.Text(item, spec.Name, issues) is not { } text || !TextForm.Check(text, spec, item, issues))
            {
                continue;
            }

            if (!seen.Add(text))
            {
                issues.Add(IssueRules.DuplicateValue, item.Start, item.Length, null, Printable.Of(text), spec.Name);
            }
            else
            {
                texts.Add(text);
            }
        }

        return texts;
    }

    private decimal? Whole(int key, decimal least, decimal most) =>
        slots[key]?.Value is { } node ? ScalarReader.Whole(node, table.Keys[key].Name, least, most, issues) : null;

    private static string Describe(KeySpec key) => key.Kind switch
    {
        KeyKind.Word => "one of " + string.Join(", ", key.Words),
        KeyKind.Boolean => "true or false",
        KeyKind.Count or KeyKind.Number => "a number",
        KeyKind.Texts or KeyKind.Words or KeyKind.Values => "a list of values",
        KeyKind.Fields => "a list of fields",
        KeyKind.Map => "a map",
        KeyKind.Maps => "a list of maps",
        KeyKind.Disputes => "a list of maps and of ids from provider.yaml",
        KeyKind.TextOrMap => "a text or a map",
        KeyKind.Conditions => "a map of fields to conditions",
        KeyKind.ConditionsOrFields => "a map of fields to conditions, or a list of fields",
        KeyKind.Amount => "a number, or a map of a field to prices",
        KeyKind.Value => "a value",
        _ => "a text",
    };
}
