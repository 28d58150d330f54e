namespace NanoGpt;

/// <summary>Fields in a fixed order: those of a model or of a nested object.</summary>
public abstract class FieldTable
{
    private protected FieldTable(FieldInfo[] rows) => Rows = rows;

    /// <summary>The fields in the order of the directory, fixed ones included.</summary>
    public IReadOnlyList<FieldInfo> Fields => Rows;

    internal FieldInfo[] Rows { get; }

    /// <summary>Finds a field by its semantic name or its property; null if there is none.</summary>
    /// <param name="name">Such as <c>pro_mode</c> or <c>ProMode</c>.</param>
    public FieldInfo? FindField(string name)
    {
        foreach (var row in Rows)
        {
            if (string.Equals(row.Name, name, StringComparison.Ordinal) || string.Equals(row.Property, name, StringComparison.Ordinal))
            {
                return row;
            }
        }

        return null;
    }
}
