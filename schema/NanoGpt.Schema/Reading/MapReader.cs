using System.Globalization;
using NanoGpt.Schema.Naming;

namespace NanoGpt.Schema.Reading;

/// <summary>Reads the values of a map by the indexes of their keys in a table. Reports unknown and missing keys.</summary>
/// <param name="table">The keys of the map.</param>
/// <param name="slots">The entries in the order of the table.</param>
/// <param name="issues">The list that receives the issues.</param>
internal sealed class MapReader(KeyTable table, YamlEntry?[] slots, IssueList issues)
{
    /// <param name="table">The keys of the map.</param>
    /// <param name="map">The map.</param>
    /// <param name="owner">The location of missing keys; <see langword="null"/> for the first key of the map.</param>
    /// <param name="issues">The list that receives the issues.</param>
    /// <param name="isUserFile"><see langword="true"/> if the map may omit keys that are optional for users.</param>
    public static MapReader Read(
        KeyTable table, YamlMapping map, YamlNode? owner, IssueList issues, bool isUserFile = false)
    {
        var slots = Sort(table, map, issues, keepsNull: false);
        for (var i = 0; i < slots.Length; i++)
        {
            var key = table.Keys[i];
            var isRequired = key.Required && !(isUserFile && key.IsOptionalForUsers);
            if (slots[i] is null && isRequired && map[key.Name] is null)
            {
                var at = owner ?? (map.Entries.Count > 0 ? map.Entries[0].Key : map);
                issues.Report(IssueRules.MissingKey, at, table.What, key.Name);
            }
        }

        return new MapReader(table, slots, issues);
    }

    /// <summary>Sorts the entries of a map in the order of its table, and reports unknown keys.</summary>
    /// <param name="table">The keys of the map.</param>
    /// <param name="map">The map.</param>
    /// <param name="issues">The list that receives the issues.</param>
    /// <param name="keepsNull"><see langword="true"/> if a key may have no value.</param>
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
                issues.ReportWithFix(IssueRules.UnknownKey, entry.Key, guess, Printable.Of(entry.Key.Text), table.What, hint);
            }
            else if (!keepsNull && entry.Value is YamlScalar { IsNull: true })
            {
                issues.Report(IssueRules.Empty, entry.Key, entry.Key.Text, Describe(table.Keys[index]));
            }
            else
            {
                slots[index] = entry;
            }
        }

        return slots;
    }

    public bool Has(int key) => slots[key] is not null;

    public YamlNode? Value(int key) => slots[key]?.Value;

    public YamlScalar? Key(int key) => slots[key]?.Key;

    /// <summary>Reads a text and checks its form.</summary>
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

    /// <summary>Reads a value of the kind of its key, and returns it as text.</summary>
    public string? Plain(int key) => table.Keys[key].Kind switch
    {
        KeyKind.Boolean => Boolean(key) ? "true" : "false",
        KeyKind.Count => Count(key)?.ToString(CultureInfo.InvariantCulture),
        KeyKind.Number => Number(key)?.ToString(CultureInfo.InvariantCulture),
        _ => Text(key),
    };

    public bool Boolean(int key) =>
        slots[key]?.Value is { } node && ScalarReader.Boolean(node, table.Keys[key].Name, issues) == true;

    public decimal? Number(int key) =>
        slots[key]?.Value is { } node ? ScalarReader.Number(node, table.Keys[key].Name, issues) : null;

    /// <summary>Reads a number that is not negative.</summary>
    public decimal? Quantity(int key)
    {
        var number = Number(key);
        if (number is null or >= 0)
        {
            return number;
        }

        var node = slots[key]!.Value;
        issues.Report(
            IssueRules.BadNumber, node, ((YamlScalar)node).Text, table.Keys[key].Name, "it cannot be less than 0");
        return null;
    }

    public int? Count(int key, int min = 0) => (int?)Whole(key, min, int.MaxValue);

    /// <summary>Reads a positive 64-bit integer.</summary>
    public long? LongCount(int key) => (long?)Whole(key, 1, long.MaxValue);

    public YamlMapping? Map(int key)
    {
        switch (slots[key]?.Value)
        {
            case null:
                return null;
            case YamlMapping map:
                return map;
            case var other:
                ScalarReader.ReportWrongKind(other, table.Keys[key].Name, Describe(table.Keys[key]), issues);
                return null;
        }
    }

    /// <summary>Returns the items of a list; none if the key is missing. Reports an empty list.</summary>
    public IReadOnlyList<YamlNode> Items(int key)
    {
        switch (slots[key]?.Value)
        {
            case null:
                return [];
            case YamlSequence { Items.Count: > 0 } list:
                return list.Items;
            case YamlSequence empty:
                issues.Report(IssueRules.Empty, empty, table.Keys[key].Name, "at least one item");
                return [];
            case var other:
                ScalarReader.ReportWrongKind(other, table.Keys[key].Name, Describe(table.Keys[key]), issues);
                return [];
        }
    }

    /// <summary>Reads a list of unique texts and checks their form.</summary>
    public List<string> Texts(int key)
    {
        var texts = new List<string>();
        var spec = table.Keys[key];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in Items(key))
        {
            if (ScalarReader.Text(item, spec.Name, issues) is not { } text || !TextForm.Check(text, spec, item, issues))
            {
                continue;
            }

            if (!seen.Add(text))
            {
                issues.Report(IssueRules.DuplicateValue, item, Printable.Of(text), spec.Name);
            }
            else
            {
                texts.Add(text);
            }
        }

        return texts;
    }

    public decimal? Whole(int key, decimal min, decimal max) =>
        slots[key]?.Value is { } node ? ScalarReader.Whole(node, table.Keys[key].Name, min, max, issues) : null;

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
