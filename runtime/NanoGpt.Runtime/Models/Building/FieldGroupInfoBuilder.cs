using System.ComponentModel;

namespace NanoGpt;

/// <summary>For generated code: makes the table of a nested object.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FieldGroupInfoBuilder : FieldTableBuilder<FieldGroupInfoBuilder>
{
    /// <summary>The finished table.</summary>
    /// <param name="read">Makes the object of what a reader gives.</param>
    public FieldGroupInfo Build(Func<FieldReader, FieldGroup> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return new(Rows(), read);
    }
}
