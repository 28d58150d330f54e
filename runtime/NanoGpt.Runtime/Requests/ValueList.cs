using System.Collections;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace NanoGpt;

/// <summary>Represents an immutable list that compares by its items.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
[DebuggerDisplay("Count = {Count}")]
public sealed class ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    private readonly T[] items;

    // Does not copy the array: no other code may hold it.
    internal ValueList(T[] items) => this.items = items;

    /// <summary>Gets the empty list.</summary>
    public static ValueList<T> Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => items.Length;

    /// <inheritdoc/>
    public T this[int index] => items[index];

    /// <summary>Returns the items without copying them.</summary>
    public ReadOnlySpan<T> AsSpan() => items;

    /// <summary>Returns a list of the same length with each item converted.</summary>
    /// <typeparam name="TResult">The type of the converted items.</typeparam>
    /// <param name="convert">Converts one item. It is called for each item, in order.</param>
    public ValueList<TResult> Map<TResult>(Func<T, TResult> convert)
    {
        ArgumentNullException.ThrowIfNull(convert);
        var results = new TResult[items.Length];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = convert(items[i]);
        }

        return new ValueList<TResult>(results);
    }

    /// <summary>Copies an array into a list.</summary>
    /// <param name="items">The items.</param>
    public static implicit operator ValueList<T>(T[] items) => ValueList.Create<T>(items);

    /// <inheritdoc/>
    public bool Equals(ValueList<T>? other) =>
        ReferenceEquals(this, other) || (other is not null && items.AsSpan().SequenceEqual(other.items, null));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var item in items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    /// <summary>Determines whether two lists have equal items.</summary>
    /// <param name="left">The first list.</param>
    /// <param name="right">The second list.</param>
    public static bool operator ==(ValueList<T>? left, ValueList<T>? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Determines whether two lists have different items.</summary>
    /// <param name="left">The first list.</param>
    /// <param name="right">The second list.</param>
    public static bool operator !=(ValueList<T>? left, ValueList<T>? right) => !(left == right);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();
}

/// <summary>Creates <see cref="ValueList{T}"/> instances.</summary>
public static class ValueList
{
    /// <summary>Copies items into a list. Collection expressions call this method.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="items">The items.</param>
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) =>
        items.IsEmpty ? ValueList<T>.Empty : new ValueList<T>(items.ToArray());

    /// <summary>Copies a sequence into a list.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="items">The items.</param>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    public static ValueList<T> From<T>(IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return items as ValueList<T> ?? new ValueList<T>([.. items]);
    }

    /// <summary>Converts members of an enumeration to their numbers. For generated code.</summary>
    /// <typeparam name="TEnum">An enumeration whose underlying type is <see cref="int"/>.</typeparam>
    /// <param name="items">The members. Null returns null.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static ValueList<int>? ToInts<TEnum>(ValueList<TEnum>? items)
        where TEnum : struct, Enum => items?.Map(static item => Unsafe.As<TEnum, int>(ref item));

    internal static ValueList<TEnum>? FromInts<TEnum>(ValueList<int>? items)
        where TEnum : struct, Enum => items?.Map(static item => Unsafe.As<int, TEnum>(ref item));
}
