namespace NanoGpt.Schema.Binding;

/// <summary>Finds colliding names of properties (without regard to case) and JSON keys in a request or an object.</summary>
internal static class NameChecks
{
    public static void Properties(List<FieldInfo> fields, YamlMapping map, IssueList issues)
    {
        var seen = new Dictionary<string, string>(fields.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var field in fields)
        {
            if (field.Fixed is not null)
            {
                continue;
            }

            if (!seen.TryGetValue(field.Property, out var other))
            {
                seen.Add(field.Property, field.Name);
                continue;
            }

            var at = KeyOf(field, map, issues);
            issues.Report(IssueRules.NameCollision, at, field.Name, "'" + other + "'", field.Property, "name");
        }
    }

    public static void WireKeys(List<FieldInfo> fields, YamlMapping map, IssueList issues)
    {
        var seen = new Dictionary<string, FieldInfo>(fields.Count * 2, StringComparer.Ordinal);
        foreach (var field in fields)
        {
            if (field.Fixed is not null && !field.IsSent)
            {
                continue;
            }

            if (field.Media is { } media)
            {
                // The forms of one medium may share a key.
                Add(field, media.UrlKey);
                Add(field, media.DataKey);
                Add(field, media.AttachmentKey);
            }
            else
            {
                Add(field, field.Wire.Name);
            }

            foreach (var alias in field.Wire.Aliases)
            {
                Add(field, alias);
            }
        }

        void Add(FieldInfo field, string? key)
        {
            if (key is null)
            {
                return;
            }

            if (!seen.TryGetValue(key, out var other))
            {
                seen.Add(key, field);
            }
            else if (!ReferenceEquals(other, field))
            {
                issues.Report(IssueRules.WireKeyTwice, KeyOf(field, map, issues), field.Name, other.Name, Printable.Of(key));
            }
        }
    }

    private static YamlNode KeyOf(FieldInfo field, YamlMapping map, IssueList issues) =>
        issues.IsFull ? map : map.Entries.FirstOrDefault(entry => entry.Key.Text == field.Name)?.Key ?? (YamlNode)map;
}
