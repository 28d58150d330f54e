using System.Text;

namespace NanoGpt.Tables;

/// <summary>Reads and writes the lines of a table that describe rules.</summary>
internal static class RuleLine
{
    // In the order of RuleKind.
    private static readonly string[] Verbs = ["require", "forbid", "requireAny", "atMostOne"];

    public static void Write(StringBuilder text, EquatableArray<RuleInfo> rules)
    {
        foreach (var rule in rules)
        {
            new TableLineWriter(text, Verbs[(int)rule.Kind])
                .Add(rule.Id)
                .Add(IsAboutFields(rule.Kind) ? PackedText.Join(rule.Fields)! : ConditionNotation.Write(rule.Conditions)!)
                .Text("when", ConditionNotation.Write(rule.When))
                .Text("because", rule.Because)
                .Flag("warning", rule.IsWarning);
        }
    }

    public static EquatableArray<RuleInfo> Read(TableReader reader, EquatableArray<FieldInfo> fields)
    {
        var rules = new List<RuleInfo>();
        while (reader.Take(static verb => KindOf(verb) is not null) is { } line)
        {
            var kind = KindOf(line.Verb)!.Value;
            var (id, demand) = (line.Next(), line.Next());
            rules.Add(new RuleInfo
            {
                Id = id,
                Kind = kind,
                When = ConditionNotation.Read(line.Text("when"), fields),
                Conditions = IsAboutFields(kind) ? default : ConditionNotation.Read(demand, fields),
                Fields = IsAboutFields(kind) ? Fields(line, demand, fields) : default,
                Because = line.Text("because") ?? throw line.Malformed("'because' is missing"),
                IsWarning = line.Flag("warning"),
            });
            line.End();
        }

        return rules.ToEquatableArray();
    }

    private static EquatableArray<string> Fields(TableLine line, string demand, EquatableArray<FieldInfo> fields)
    {
        var names = PackedText.Split(demand);
        foreach (var name in names)
        {
            if (!fields.Any(field => string.Equals(field.Name, name, StringComparison.Ordinal)))
            {
                throw line.Malformed($"there is no field '{name}'");
            }
        }

        return names;
    }

    private static bool IsAboutFields(RuleKind kind) => kind is RuleKind.RequireAny or RuleKind.AtMostOne;

    private static RuleKind? KindOf(string verb) => Array.IndexOf(Verbs, verb) is var kind and >= 0 ? (RuleKind)kind : null;
}
