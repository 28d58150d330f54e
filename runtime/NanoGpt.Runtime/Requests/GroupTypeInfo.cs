using System.ComponentModel;
using NanoGpt.Tables;

namespace NanoGpt;

/// <summary>For generated code: represents the type of a nested object with the description of its members.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GroupTypeInfo
{
    /// <summary>Initializes the description of the type of a nested object from its table.</summary>
    /// <param name="table">The table, as the generator writes it.</param>
    /// <param name="read">Creates the object of what a reader gives.</param>
    /// <param name="groups">The types of the objects among its members, in their order.</param>
    /// <exception cref="FormatException">The table is malformed.</exception>
    public GroupTypeInfo(string table, Func<FieldReader, FieldGroup> read, params GroupTypeInfo[] groups)
    {
        Members = ModelTable.ReadFields(table, Array.ConvertAll(groups, static group => group.Members));
        (Fields, Read) = (WireField.Of(Members, groups), read);
    }

    /// <summary>Gets the descriptions of the members.</summary>
    public EquatableArray<FieldInfo> Members { get; }

    internal WireField[] Fields { get; }

    // Creates the object of what a reader gives.
    internal Func<FieldReader, FieldGroup> Read { get; }
}
