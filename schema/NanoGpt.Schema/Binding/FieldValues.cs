using NanoGpt.Schema.Naming;
using NanoGpt.Schema.Reading;

namespace NanoGpt.Schema.Binding;

/// <summary>Reads the values of a field: the listed ones with their C# names, the default and the fixed value.</summary>
internal sealed class FieldValues(string name, FieldType type, FieldSlots slots, MapReader keys, IssueList issues)
{
    // Limits the size of generated enums.
    internal const int MaxValues = 1000;

    public EquatableArray<ValueInfo> Bind()
    {
        var items = keys.Items(FieldKeys.Values);
        if (items.Count == 0)
        {
            RequireValues(FieldKeys.Disputed);
            RequireValues(FieldKeys.Members);
            return default;
        }

        if (items.Count > MaxValues)
        {
            issues.Report(IssueRules.TooManyValues, slots.At(FieldKeys.Values), name, items.Count, MaxValues);
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
                issues.Report(IssueRules.DuplicateValue, item, Printable.Of(value.Text), "values");
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

    public Scalar? Single(int key) => keys.Value(key) is { } node ? Scalar(node, FieldKeys.Table.Keys[key].Name) : null;

    private Scalar? Scalar(YamlNode node, string key) => ValueReader.Read(node, type, key, issues);

    private void RequireValues(int key)
    {
        if (keys.Key(key) is { } token && slots.IsOwn(key) && !keys.Has(FieldKeys.Values))
        {
            issues.Report(IssueRules.NotApplicable, token, token.Text, "a field without 'values'");
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
                ReportUnlisted(item, value.Text, FieldKeys.Disputed, wires);
            }
            else if (!disputed.Add(value.Text))
            {
                issues.Report(IssueRules.DuplicateValue, item, Printable.Of(value.Text), "disputed");
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
            if (Scalar(entry.Key, "members") is not { } value
                || ScalarReader.Text(entry.Value, entry.Key.Text, issues) is not { } member)
            {
                continue;
            }

            if (!listed.Contains(value.Text))
            {
                ReportUnlisted(entry.Key, value.Text, FieldKeys.Members, wires);
            }
            else if (!Identifier.IsValid(member))
            {
                issues.Report(
                    IssueRules.BadName, entry.Value, Printable.Of(value.Text), Printable.Of(member),
                    Identifier.DescribeViolation(member), TextForm.NameRemedy);
                names[value.Text] = "";
            }
            else
            {
                names[value.Text] = member;
            }
        }

        return names;
    }

    private void ReportUnlisted(YamlNode at, string value, int key, List<string> wires)
    {
        // An inherited list may contain values that this model does not have.
        if (slots.IsOwn(key))
        {
            var guess = issues.Guess(value, wires);
            issues.ReportWithFix(
                IssueRules.UnlistedValue, at, guess is null ? null : ScalarReader.Quoted(guess),
                Printable.Of(value), FieldKeys.Table.Keys[key].Name, DidYouMean.Hint(guess, wires));
        }
    }

    private string Member(string wire, string? prefix) => type switch
    {
        FieldType.Enum => Identifier.Pascal(wire, prefix),
        FieldType.Seconds => "Seconds" + Identifier.Pascal(wire),
        // The values of texts and numbers have no C# names.
        _ => "",
    };

    private void CheckMember(string wire, string member, YamlNode node, Dictionary<string, string> members)
    {
        if (type is not (FieldType.Enum or FieldType.Seconds) || (keys.Has(FieldKeys.Members) && member.Length == 0))
        {
            return;
        }

        // Inherited values were checked in their file, unless this file changes their names.
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
            var remedy = (member.Length > 0 && member[0] is >= '0' and <= '9' ? "add a 'prefix' to the field, or " : "")
                + "specify a name in 'members'";
            issues.Report(
                IssueRules.BadName, node, Printable.Of(wire), Printable.Of(member), Identifier.DescribeViolation(member), remedy);
        }
        else if (members.TryGetValue(member, out var other))
        {
            issues.Report(
                IssueRules.NameCollision, node, Printable.Of(wire), "'" + Printable.Of(other) + "'", member, "members");
        }
        else if (keys.Has(FieldKeys.Open) && ReservedNames.IsConstant(member))
        {
            issues.Report(IssueRules.ReservedName, node, Printable.Of(wire), member, "class", "members");
        }
        else
        {
            members.Add(member, wire);
        }
    }
}
