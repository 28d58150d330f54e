
namespace NanoGpt.Schema.Loading;

/// <summary>
/// Every C# name that a directory leads to, as text to be committed beside it: a line that changes or goes is a breaking change.
/// </summary>
public static class NameList
{
    /// <summary>Lists the names of all providers of a catalog.</summary>
    public static string Write(Catalog catalog) => Write(catalog, null);

    /// <summary>Lists the names of one provider.</summary>
    public static string Write(Catalog catalog, string? provider)
    {
        var lines = new List<string>();
        foreach (var model in catalog.Models)
        {
            if (model.Status != ModelStatus.Removed && (provider is null || string.Equals(model.Provider, provider, StringComparison.Ordinal)))
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
            foreach (var value in field.Values)
            {
                lines.Add(type + "." + value.Member);
            }
        }
    }
}
