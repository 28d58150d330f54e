using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Yaml;

namespace NanoGpt.Schema.Binding;

/// <summary>Finds names that meet in one request or object: properties ignoring case, and keys of the wire.</summary>
internal static class NameChecks
{
    /// <summary>Reports fields of one map whose properties meet.</summary>
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

            var key = KeyOf(field, map, issues);
            issues.Add(IssueRules.NameCollision, key.Start, key.Length, null, field.Name, "'" + other + "'", field.Property, "name");
        }
    }

    /// <summary>Reports fields of one map that are sent, or read, under the same key.</summary>
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
                var at = KeyOf(field, map, issues);
                issues.Add(IssueRules.WireKeyTwice, at.Start, at.Length, null, field.Name, other.Name, Printable.Of(key));
            }
        }
    }

    private static YamlNode KeyOf(FieldInfo field, YamlMapping map, IssueList issues)
    {
        return issues.IsFull ? map : map.Entries.FirstOrDefault(entry => entry.Key.Text == field.Name)?.Key ?? (YamlNode)map;
    }
}
