using System.ComponentModel;

namespace NanoGpt;

/// <summary>The fields of a nested object, as data.</summary>
public sealed class FieldGroupInfo : FieldTable
{
    internal FieldGroupInfo(FieldInfo[] rows, Func<FieldReader, FieldGroup> read)
        : base(rows) => Read = read;

    /// <summary>For generated code: reads the table of an object.</summary>
    /// <param name="table">The table, as the generator writes it.</param>
    /// <param name="read">Makes the object of what a reader gives.</param>
    /// <param name="groups">The tables of the objects among its members, in their order.</param>
    /// <exception cref="FormatException">The table is malformed.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static FieldGroupInfo Parse(string table, Func<FieldReader, FieldGroup> read, params FieldGroupInfo[] groups) =>
        TableParser.Group(table, read, groups);

    // Makes the typed object of what a reader gives.
    internal Func<FieldReader, FieldGroup> Read { get; }
}
