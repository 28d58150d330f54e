namespace NanoGpt.Schema.Loading;

/// <summary>
/// Lists the C# names that result from a directory. The text is committed: a changed or removed line is a breaking change.
/// </summary>
public static class NameList
{
    /// <summary>Lists the names of one or all providers of a catalog.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="provider">The id of the provider; <see langword="null"/> for all.</param>
    public static string Write(Catalog catalog, string? provider = null)
    {
        var lines = new List<string>();
        foreach (var model in catalog.Models)
        {
            if (model.Status != ModelStatus.Removed && (provider is null || model.Provider == provider))
            {
                lines.Add(model.RequestType);
                AddFields(lines, model.Fields, model.RequestType);
            }
        }

        lines.Sort(StringComparer.Ordinal);
        return string.Concat(lines.Select(static line => line + "\n"));
    }

    private static void AddFields(List<string> lines, EquatableArray<FieldInfo> fields, string owner)
    {
        foreach (var field in fields)
        {
            if (field.Fixed is not null)
            {
                continue;
            }

            lines.Add(owner + "." + field.Property);
            if (field.TypeName is not { } type)
            {
                continue;
            }

            lines.Add(type);
            AddFields(lines, field.Fields, type);
            lines.AddRange(field.Values.Select(value => type + "." + value.Member));
        }
    }
}
