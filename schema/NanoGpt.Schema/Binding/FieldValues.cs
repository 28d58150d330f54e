using NanoGpt.Schema.Format;
using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Naming;
using NanoGpt.Schema.Reading;
using NanoGpt.Schema.Yaml;

namespace NanoGpt.Schema.Binding;

/// <summary>Reads the values of one field: the listed ones with their C# names, the default, and the fixed one.</summary>
internal sealed class FieldValues
{
    // A longer list is a vocabulary, not an enum; and each value is a line of C#.
    internal const int MostValues = 1000;

    private readonly string name;
    private readonly FieldType type;
    private readonly FieldSlots slots;
    private readonly MapReader keys;
    private readonly IssueList issues;

    /// <summary>Reads values of a field from its keys.</summary>
    public FieldValues(string name, FieldType type, FieldSlots slots, MapReader keys, IssueList issues)
    {
        this.name = name;
        this.type = type;
        this.slots = slots;
        this.keys = keys;
        this.issues = issues;
    }

    public EquatableArray<ValueInfo> Bind()
    {
        var items = keys.Items(FieldKeys.Values);
        if (items.Count == 0)
        {
            RefuseWithoutValues(FieldKeys.Disputed);
            RefuseWithoutValues(FieldKeys.Members);
            return default;
        }

        if (items.Count > MostValues)
        {
            var at = slots.At(FieldKeys.Values);
            issues.Add(IssueRules.TooManyValues, at.Start, at.Length, null, name, items.Count, MostValues);
            return default;
        }

        var wires = new List<string>(items.Count);
        var nodes = new List<YamlNode>(items.Count);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (Scalar(item, "values") is not { } value)
            {
                continue;
            }

            if (!seen.Add(value.Text))
            {
                issues.Add(IssueRules.DuplicateValue, item.Start, item.Length, null, Printable.Of(value.Text), "values");
                continue;
            }

            wires.Add(value.Text);
            nodes.Add(item);
        }

        var disputed = Disputed(wires, seen);
        var names = Names(wires, seen);
        var members = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var prefix = keys.Text(FieldKeys.Prefix);
        var specs = new ValueInfo[wires.Count];
        for (var i = 0; i < specs.Length; i++)
        {
            var member = names is not null && names.TryGetValue(wires[i], out var given) ? given : Member(wires[i], prefix);
            CheckMember(wires[i], member, nodes[i], members);
            specs[i] = new ValueInfo(wires[i], member, disputed is not null && disputed.Contains(wires[i]));
        }

        return new(specs);
    }

    /// <summary>Reads a single value as the field's type has it.</summary>
    public Scalar? Single(int key) => keys.Value(key) is { } node ? Scalar(node, FieldKeys.Table.Keys[key].Name) : null;

    private Scalar? Scalar(YamlNode node, string key) => ValueReader.Read(node, type, key, issues);

    private void RefuseWithoutValues(int key)
    {
        if (keys.Key(key) is { } token && slots.IsOwn(key) && !keys.Has(FieldKeys.Values))
        {
            issues.Add(IssueRules.NotApplicable, token.Start, token.Length, null, token.Text, "a field without 'values'");
        }
    }

    private HashSet<string>? Disputed(List<string> wires, HashSet<string> listed)
    {
        if (!keys.Has(FieldKeys.Disputed))
        {
            return null;
        }

        var disputed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in keys.Items(FieldKeys.Disputed))
        {
            if (Scalar(item, "disputed") is not { } value)
            {
                continue;
            }

            if (!listed.Contains(value.Text))
            {
                RefuseUnlisted(item, value.Text, FieldKeys.Disputed, wires);
            }
            else if (!disputed.Add(value.Text))
            {
                issues.Add(IssueRules.DuplicateValue, item.Start, item.Length, null, Printable.Of(value.Text), "disputed");
            }
        }

        return disputed;
    }

    private Dictionary<string, string>? Names(List<string> wires, HashSet<string> listed)
    {
        if (keys.Map(FieldKeys.Members) is not { } map)
        {
            return null;
        }

        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in map.Entries)
        {
            if (Scalar(entry.Key, "members") is not { } value || ScalarReader.Text(entry.Value, entry.Key.Text, issues) is not { } member)
            {
                continue;
            }

            if (!listed.Contains(value.Text))
            {
                RefuseUnlisted(entry.Key, value.Text, FieldKeys.Members, wires);
            }
            else if (!Identifier.IsValid(member))
            {
                issues.Add(IssueRules.BadName, entry.Value.Start, entry.Value.Length, null, Printable.Of(value.Text), Printable.Of(member),
                    Identifier.DescribeViolation(member), "start with A to Z and use letters, digits and _");
                names[value.Text] = "";
            }
            else
            {
                names[value.Text] = member;
            }
        }

        return names;
    }

    private void RefuseUnlisted(YamlNode at, string value, int key, List<string> wires)
    {
        // An inherited list may speak of values that this model does not have.
        if (slots.IsOwn(key))
        {
            var guess = issues.Guess(value, wires);
            issues.Add(IssueRules.UnlistedValue, at.Start, at.Length, guess is null ? null : ScalarReader.Quoted(guess),
                Printable.Of(value), FieldKeys.Table.Keys[key].Name, DidYouMean.Hint(guess, wires));
        }
    }

    private string Member(string wire, string? prefix) => type switch
    {
        FieldType.Enum => Identifier.Pascal(wire, prefix),
        FieldType.Seconds => "Seconds" + Identifier.Pascal(wire),
        // A property that is a text or a number needs no names for its values.
        _ => "",
    };

    private void CheckMember(string wire, string member, YamlNode node, Dictionary<string, string> members)
    {
        if (type is not (FieldType.Enum or FieldType.Seconds) || (keys.Has(FieldKeys.Members) && member.Length == 0))
        {
            return;
        }

        // Inherited values were checked where they stand, unless this file changes how they are named.
        if (!slots.IsOwn(FieldKeys.Values))
        {
            if (!slots.IsOwn(FieldKeys.Prefix) && !slots.IsOwn(FieldKeys.Members))
            {
                return;
            }

            node = slots.At(FieldKeys.Prefix, FieldKeys.Members);
        }

        if (!Identifier.IsValid(member))
        {
            var remedy = member.Length > 0 && member[0] is >= '0' and <= '9' ? "give the field a 'prefix', or name it in 'members'" : "name it in 'members'";
            issues.Add(IssueRules.BadName, node.Start, node.Length, null, Printable.Of(wire), Printable.Of(member), Identifier.DescribeViolation(member), remedy);
        }
        else if (members.TryGetValue(member, out var other))
        {
            issues.Add(IssueRules.NameCollision, node.Start, node.Length, null, Printable.Of(wire), "'" + Printable.Of(other) + "'", member, "members");
        }
        else if (keys.Has(FieldKeys.Open) && ReservedNames.IsConstant(member))
        {
            issues.Add(IssueRules.ReservedName, node.Start, node.Length, null, Printable.Of(wire), member, "class", "members");
        }
        else
        {
            members.Add(member, wire);
        }
    }
}
