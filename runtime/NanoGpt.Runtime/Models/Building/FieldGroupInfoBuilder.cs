using System.ComponentModel;

namespace NanoGpt;

/// <summary>For generated code: makes the table of a nested object.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FieldGroupInfoBuilder : FieldTableBuilder<FieldGroupInfoBuilder>
{
    /// <summary>The finished table.</summary>
    public FieldGroupInfo Build() => new(Rows());
}
