namespace NanoGpt.Analyzers.Evaluation;

/// <summary>
/// Represents an immutable map from small non-negative numbers to values, as a tree with 32 children a node. Maps that are made
/// from one another share nodes, so that comparing them takes time in proportion to their differences.
/// </summary>
internal readonly struct PersistentMap<T>
    where T : class
{
    private const int Bits = 5;
    private const int Mask = (1 << Bits) - 1;

    private readonly object?[]? root;
    private readonly int shift;

    private PersistentMap(object?[] root, int shift)
    {
        this.root = root;
        this.shift = shift;
    }

    public T? Find(int key)
    {
        if (root is null || key >> shift > Mask)
        {
            return null;
        }

        var node = root;
        for (var level = shift; level > 0 && node is not null; level -= Bits)
        {
            node = (object?[]?)node[(key >> level) & Mask];
        }

        return (T?)node?[key & Mask];
    }

    /// <summary>Sets the value of a key. <see langword="null"/> removes it.</summary>
    public PersistentMap<T> Set(int key, T? value)
    {
        var (node, level) = (root, shift);
        for (; key >> level > Mask; level += Bits)
        {
            node = node is null ? null : Lift(node);
        }

        return Set(node, level, key, value) is { } changed ? new PersistentMap<T>(changed, level) : default;
    }

    /// <summary>Returns the keys whose values differ between two maps. A missing value is <see langword="null"/>.</summary>
    /// <param name="other">The other map.</param>
    /// <param name="steps">Counts the compared nodes.</param>
    public List<(int Key, T? Left, T? Right)> DifferencesTo(PersistentMap<T> other, ReadContext? steps = null)
    {
        var found = new List<(int, T?, T?)>();
        FindDifference(other, steps, (key, left, right) =>
        {
            found.Add((key, left, right));
            return false;
        });
        return found;
    }

    /// <summary>Returns whether the values of two maps differ for a key that satisfies a condition.</summary>
    /// <param name="other">The other map.</param>
    /// <param name="steps">Counts the compared nodes.</param>
    /// <param name="isRelevant">The condition.</param>
    public bool DiffersFrom(PersistentMap<T> other, ReadContext steps, Func<int, bool> isRelevant) =>
        FindDifference(other, steps, (key, _, _) => isRelevant(key));

    public List<(int Key, T Value)> Entries() =>
        DifferencesTo(default).ConvertAll(static difference => (difference.Key, difference.Left!));

    private static object?[] Lift(object?[] node)
    {
        var parent = new object?[Mask + 1];
        parent[0] = node;
        return parent;
    }

    // Returns null instead of a node without values, which comparisons would visit.
    private static object?[]? Set(object?[]? node, int level, int key, T? value)
    {
        var index = (key >> level) & Mask;
        var child = level == 0 ? (object?)value : Set((object?[]?)node?[index], level - Bits, key, value);
        var copy = node is null ? new object?[Mask + 1] : (object?[])node.Clone();
        copy[index] = child;
        return child is null && Array.TrueForAll(copy, static other => other is null) ? null : copy;
    }

    private bool FindDifference(PersistentMap<T> other, ReadContext? steps, Func<int, T?, T?, bool> isFound)
    {
        var (left, right, level) = (root, other.root, Math.Max(shift, other.shift));
        for (var i = shift; i < level && left is not null; i += Bits)
        {
            left = Lift(left);
        }

        for (var i = other.shift; i < level && right is not null; i += Bits)
        {
            right = Lift(right);
        }

        return FindDifference(left, right, level, 0, steps, isFound);
    }

    private static bool FindDifference(
        object?[]? left, object?[]? right, int level, int key, ReadContext? steps, Func<int, T?, T?, bool> isFound)
    {
        if (ReferenceEquals(left, right))
        {
            return false;
        }

        steps?.TryStep();
        for (var i = 0; i <= Mask; i++)
        {
            var child = key | (i << level);
            var isDifferent = level > 0
                ? FindDifference((object?[]?)left?[i], (object?[]?)right?[i], level - Bits, child, steps, isFound)
                : !Equals(left?[i], right?[i]) && isFound(child, (T?)left?[i], (T?)right?[i]);
            if (isDifferent)
            {
                return true;
            }
        }

        return false;
    }
}
