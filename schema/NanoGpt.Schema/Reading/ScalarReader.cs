using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Yaml;

namespace NanoGpt.Schema.Reading;

/// <summary>Reads single values, each as what its key takes. What it cannot read it reports, and gives null.</summary>
internal static class ScalarReader
{
    /// <summary>Reads a text: anything in quotes, or a bare word that no YAML reader takes for something else.</summary>
    public static string? Text(YamlNode node, string key, IssueList issues)
    {
        if (Scalar(node, key, "text", issues) is not { } scalar)
        {
            return null;
        }

        if (scalar.IsPlain && BareScalar.Misreading(scalar.Text) is { } misreading)
        {
            var shown = Printable.Of(scalar.Text);
            issues.Add(IssueRules.AmbiguousScalar, scalar.Start, scalar.Length, Quoted(scalar.Text), shown, misreading, key);
            return null;
        }

        if (scalar.Text.Length == 0)
        {
            issues.Add(IssueRules.Empty, scalar.Start, scalar.Length, null, key, "a text");
            return null;
        }

        return scalar.Style == YamlStyle.Block ? scalar.Text.TrimEnd('\n') : scalar.Text;
    }

    public static decimal? Number(YamlNode node, string key, IssueList issues)
    {
        if (Scalar(node, key, "a number", issues) is not { } scalar)
        {
            return null;
        }

        var isNumber = NumberText.TryRead(scalar.Text, out var number, out var remedy, out var repaired);
        if (isNumber && scalar.IsPlain)
        {
            return number;
        }

        if (isNumber)
        {
            issues.Add(IssueRules.WrongKind, scalar.Start, scalar.Length, scalar.Text, key, "a number", "a text: remove the quotes");
        }
        else if (scalar.IsPlain && LooksNumeric(scalar.Text))
        {
            issues.Add(IssueRules.BadNumber, scalar.Start, scalar.Length, repaired, Printable.Of(scalar.Text), key, remedy);
        }
        else
        {
            issues.Add(IssueRules.WrongKind, scalar.Start, scalar.Length, null, key, "a number", "a text");
        }

        return null;
    }

    public static decimal? Whole(YamlNode node, string key, decimal least, decimal most, IssueList issues)
    {
        if (Number(node, key, issues) is not { } number)
        {
            return null;
        }

        if (number != decimal.Truncate(number))
        {
            issues.Add(IssueRules.BadNumber, node.Start, node.Length, null, Scalar(number), key, "write a whole number");
            return null;
        }

        if (number < least || number > most)
        {
            var remedy = number < 0 && least >= 0 ? "it cannot be less than " + Scalar(least) : "it does not fit: allowed are " + Scalar(least) + " to " + Scalar(most);
            issues.Add(IssueRules.BadNumber, node.Start, node.Length, null, Scalar(number), key, remedy);
            return null;
        }

        return number;
    }

    public static bool? Boolean(YamlNode node, string key, IssueList issues)
    {
        if (Scalar(node, key, "true or false", issues) is not { } scalar)
        {
            return null;
        }

        if (scalar.IsPlain && scalar.Text is "true" or "false")
        {
            return scalar.Text == "true";
        }

        string? meant = scalar.Text.ToLowerInvariant() switch
        {
            "true" or "yes" or "on" or "y" => "true",
            "false" or "no" or "off" or "n" => "false",
            _ => null,
        };
        var found = meant is null ? "'" + Printable.Of(scalar.Text) + "'" : "'" + scalar.Text + "': write " + meant;
        issues.Add(IssueRules.WrongKind, scalar.Start, scalar.Length, meant, key, "true or false", found);
        return null;
    }

    /// <summary>Reports a value of the wrong kind.</summary>
    public static void Refuse(YamlNode node, string key, string wanted, IssueList issues)
    {
        if (node is YamlInvalid)
        {
            return;
        }

        // A whole map is no small token: its first key shows it.
        var at = node switch
        {
            YamlMapping { Entries.Count: > 0 } map => map.Entries[0].Key,
            YamlSequence { Items.Count: > 0 } list => list.Items[0],
            _ => node,
        };
        var found = node switch
        {
            YamlMapping => "a map",
            YamlSequence => "a list",
            YamlScalar { IsNull: true } => "nothing",
            _ => "a single value",
        };
        issues.Add(IssueRules.WrongKind, at.Start, at.Length, null, key, wanted, found);
    }

    /// <summary>A text in double quotes, as YAML reads it.</summary>
    public static string Quoted(string text) => "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";

    private static YamlScalar? Scalar(YamlNode node, string key, string wanted, IssueList issues)
    {
        if (node is YamlScalar { IsNull: false } scalar)
        {
            return scalar;
        }

        Refuse(node, key, wanted, issues);
        return null;
    }

    private static string Scalar(decimal number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static bool LooksNumeric(string text) =>
        text[0] is '+' or '-' or '.' or (>= '0' and <= '9') || text.Equals("nan", StringComparison.OrdinalIgnoreCase)
        || text.Equals("infinity", StringComparison.OrdinalIgnoreCase);
}

/// <summary>Reads a value as the type of its field has it.</summary>
internal static class ValueReader
{
    /// <summary>Reads the value, or reports why it cannot be one of this type.</summary>
    public static Scalar? Read(YamlNode node, FieldType type, string key, IssueList issues)
    {
        switch (type)
        {
            case FieldType.Boolean:
                return ScalarReader.Boolean(node, key, issues) is { } truth ? Scalar.Of(truth) : null;
            case FieldType.Number:
                return ScalarReader.Number(node, key, issues) is { } number ? Scalar.Of(number) : null;
            case FieldType.Integer or FieldType.Seconds:
                return ScalarReader.Whole(node, key, int.MinValue, int.MaxValue, issues) is { } whole ? Scalar.Of(whole) : null;
            case FieldType.Seed:
                return ScalarReader.Whole(node, key, long.MinValue, long.MaxValue, issues) is { } seed ? Scalar.Of(seed) : null;
            default:
                return ScalarReader.Text(node, key, issues) is { } text ? Scalar.Of(text) : null;
        }
    }
}
