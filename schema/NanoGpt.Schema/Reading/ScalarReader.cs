namespace NanoGpt.Schema.Reading;

/// <summary>Reads single values. Reports an invalid value and returns <see langword="null"/>.</summary>
internal static class ScalarReader
{
    /// <summary>Reads a text: a value in quotes, or a value without quotes that every YAML reader interprets as text.</summary>
    public static string? Text(YamlNode node, string key, IssueList issues)
    {
        if (Scalar(node, key, "a text", issues) is not { } scalar)
        {
            return null;
        }

        if (scalar.IsPlain && BareScalar.Misreading(scalar.Text) is { } misreading)
        {
            var shown = Printable.Of(scalar.Text);
            issues.ReportWithFix(IssueRules.AmbiguousScalar, scalar, Quoted(scalar.Text), shown, misreading, key);
            return null;
        }

        if (scalar.Text.Length == 0)
        {
            issues.Report(IssueRules.Empty, scalar, key, "a text");
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
            issues.ReportWithFix(IssueRules.WrongKind, scalar, scalar.Text, key, "a number", "a text: remove the quotes");
        }
        else if (scalar.IsPlain && LooksNumeric(scalar.Text))
        {
            issues.ReportWithFix(IssueRules.BadNumber, scalar, repaired, Printable.Of(scalar.Text), key, remedy);
        }
        else
        {
            issues.Report(IssueRules.WrongKind, scalar, key, "a number", "a text");
        }

        return null;
    }

    public static decimal? Whole(YamlNode node, string key, decimal min, decimal max, IssueList issues)
    {
        if (Number(node, key, issues) is not { } number)
        {
            return null;
        }

        if (number != decimal.Truncate(number))
        {
            issues.Report(IssueRules.BadNumber, node, Scalar(number), key, "write a whole number");
            return null;
        }

        if (number < min || number > max)
        {
            var remedy = number < 0 && min >= 0
                ? "it cannot be less than " + Scalar(min)
                : "it is out of range: allowed are " + Scalar(min) + " to " + Scalar(max);
            issues.Report(IssueRules.BadNumber, node, Scalar(number), key, remedy);
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

        string? suggestion = scalar.Text.ToLowerInvariant() switch
        {
            "true" or "yes" or "on" or "y" => "true",
            "false" or "no" or "off" or "n" => "false",
            _ => null,
        };
        var found = suggestion is null ? "'" + Printable.Of(scalar.Text) + "'" : "'" + scalar.Text + "': write " + suggestion;
        issues.ReportWithFix(IssueRules.WrongKind, scalar, suggestion, key, "true or false", found);
        return null;
    }

    public static void ReportWrongKind(YamlNode node, string key, string expected, IssueList issues)
    {
        if (node is YamlInvalid)
        {
            return;
        }

        // A whole map is too large a location: its first key is reported.
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
        issues.Report(IssueRules.WrongKind, at, key, expected, found);
    }

    /// <summary>Formats a text as a YAML value in double quotes.</summary>
    public static string Quoted(string text) => "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";

    private static YamlScalar? Scalar(YamlNode node, string key, string expected, IssueList issues)
    {
        if (node is YamlScalar { IsNull: false } scalar)
        {
            return scalar;
        }

        ReportWrongKind(node, key, expected, issues);
        return null;
    }

    private static string Scalar(decimal number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static bool LooksNumeric(string text) =>
        text[0] is '+' or '-' or '.' or (>= '0' and <= '9') || text.ToLowerInvariant() is "nan" or "infinity";
}

/// <summary>Reads values of the type of a field.</summary>
internal static class ValueReader
{
    public static Scalar? Read(YamlNode node, FieldType type, string key, IssueList issues) => type switch
    {
        FieldType.Boolean => ScalarReader.Boolean(node, key, issues) is { } value ? Scalar.Of(value) : null,
        FieldType.Number => ScalarReader.Number(node, key, issues) is { } number ? Scalar.Of(number) : null,
        FieldType.Integer or FieldType.Seconds =>
            ScalarReader.Whole(node, key, int.MinValue, int.MaxValue, issues) is { } whole ? Scalar.Of(whole) : null,
        FieldType.Seed =>
            ScalarReader.Whole(node, key, long.MinValue, long.MaxValue, issues) is { } seed ? Scalar.Of(seed) : null,
        _ => ScalarReader.Text(node, key, issues) is { } text ? Scalar.Of(text) : null,
    };
}
