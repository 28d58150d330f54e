namespace NanoGpt;

/// <summary>The fields of a nested object, as data.</summary>
public sealed class FieldGroupInfo : FieldTable
{
    internal FieldGroupInfo(FieldInfo[] rows, Func<FieldReader, FieldGroup> read)
        : base(rows) => Read = read;

    // Makes the typed object of what a reader gives.
    internal Func<FieldReader, FieldGroup> Read { get; }
}
