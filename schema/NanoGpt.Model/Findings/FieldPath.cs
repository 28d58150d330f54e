using System.Globalization;

namespace NanoGpt.Evaluation;

/// <summary>Represents the place of a value in a request. No text is made of it before a finding needs one.</summary>
/// <param name="Field">The field.</param>
/// <param name="Naming">How messages name the field.</param>
/// <param name="Item">The index in a list; -1 for the field itself.</param>
/// <param name="Parent">The place of the object that the field is a member of; <see langword="null"/> for the request.</param>
public readonly record struct FieldPath(FieldInfo Field, FieldNaming Naming, int Item = -1, FieldPath.Node? Parent = null)
{
    /// <summary>Gets the JSON key that is used in place of the field's own; <see langword="null"/> to use that.</summary>
    public string? Key { get; init; }

    /// <summary>Gets the path by the names of the directory: <c>scenes[0].text</c>.</summary>
    public string Semantic => Text(FieldNaming.Name);

    /// <summary>Returns the place of an item.</summary>
    /// <param name="index">The index of the item.</param>
    public FieldPath At(int index) => this with { Item = index };

    /// <summary>Returns the path as messages show it.</summary>
    public override string ToString() => Text(Naming);

    private string Text(FieldNaming naming)
    {
        var name = naming == FieldNaming.Wire && Key is not null ? Key : Messages.NameOf(Field, naming);
        return (Parent is null ? "" : Parent.Path.Text(naming) + ".") + name
            + (Item < 0 ? "" : "[" + Item.ToString(CultureInfo.InvariantCulture) + "]");
    }

    /// <summary>Represents the place of an object that contains other fields.</summary>
    /// <param name="path">The place.</param>
    public sealed class Node(FieldPath path)
    {
        /// <summary>Gets the place.</summary>
        public FieldPath Path { get; } = path;
    }
}
