using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Model;
using NanoGpt.Schema.Yaml;

namespace NanoGpt.Schema.Loading;

/// <summary>Finds C# names that meet in one type, ignoring case.</summary>
internal static class NameChecks
{
    /// <summary>Reports fields of one map whose properties meet.</summary>
    public static void Properties(List<FieldSpec> fields, YamlMapping map, IssueList issues)
    {
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
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

            foreach (var entry in map.Entries)
            {
                if (string.Equals(entry.Key.Text, field.Name, StringComparison.Ordinal))
                {
                    issues.Add(IssueRules.NameCollision, entry.Key.Start, entry.Key.Length, null, field.Name, "'" + other + "'", field.Property, "name");
                }
            }
        }
    }
}
