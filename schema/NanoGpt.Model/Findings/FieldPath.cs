using System.Globalization;

namespace NanoGpt.Evaluation;

/// <summary>Represents the location of a value in a request. Its text is created only for a finding.</summary>
/// <param name="Field">The field.</param>
/// <param name="Naming">How messages name the field.</param>
/// <param name="Item">The index in a list; -1 for the field itself.</param>
/// <param name="Parent">The location of the object that contains the field; <see langword="null"/> for the request.</param>
public readonly record struct FieldPath(FieldInfo Field, FieldNaming Naming, int Item = -1, FieldPath.Node? Parent = null)
{
    /// <summary>Gets the JSON key that replaces the key of the field; <see langword="null"/> for the key of the field.</summary>
    public string? Key { get; init; }

    /// <summary>Gets the path in the names of the directory: <c>scenes[0].text</c>.</summary>
    public string Semantic => Text(FieldNaming.Name);

    /// <summary>Returns the location of an item.</summary>
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

    /// <summary>Represents the location of an object that contains other fields.</summary>
    /// <param name="path">The location.</param>
    public sealed class Node(FieldPath path)
    {
        /// <summary>Gets the location.</summary>
        public FieldPath Path { get; } = path;
    }
}

/// <summary>Specifies how messages name fields and values.</summary>
public enum FieldNaming
{
    /// <summary>By C# property and enum member, in messages about code.</summary>
    Property,

    /// <summary>By JSON key and value, in messages about JSON.</summary>
    Wire,

    /// <summary>By the names of the model directory, in texts about a model.</summary>
    Name,
}
