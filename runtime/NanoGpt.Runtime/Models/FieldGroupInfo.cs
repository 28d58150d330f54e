namespace NanoGpt;

/// <summary>The fields of a nested object, as data.</summary>
public sealed class FieldGroupInfo : FieldTable
{
    internal FieldGroupInfo(FieldInfo[] rows)
        : base(rows)
    {
    }
}
