namespace NanoGpt.Analyzers.Evaluation;

/// <summary>
/// The properties that an initializer sets, each with its last value. There are few, so a row that is searched and copied is
/// cheaper than a tree.
/// </summary>
internal sealed class Assignments
{
    private readonly (string Property, Assignment Assignment)[] items;

    private Assignments((string Property, Assignment Assignment)[] items) => this.items = items;

    public static Assignments None { get; } = new([]);

    public int Count => items.Length;

    public (string Property, Assignment Assignment) this[int index] => items[index];

    /// <summary>What a property is set to; null if it is not set.</summary>
    public Assignment? Find(string property)
    {
        var index = IndexOf(property);
        return index < 0 ? null : items[index].Assignment;
    }

    public Assignments Set(string property, Assignment assignment)
    {
        var index = IndexOf(property);
        var copy = new (string, Assignment)[index < 0 ? items.Length + 1 : items.Length];
        Array.Copy(items, copy, items.Length);
        copy[index < 0 ? items.Length : index] = (property, assignment);
        return new Assignments(copy);
    }

    private int IndexOf(string property)
    {
        for (var i = 0; i < items.Length; i++)
        {
            if (string.Equals(items[i].Property, property, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}
