using System.Collections;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace NanoGpt;

/// <summary>An immutable list that compares by its items, so that two requests with the same lists are equal.</summary>
/// <typeparam name="T">The item.</typeparam>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
[DebuggerDisplay("Count = {Count}")]
public sealed class ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    private readonly T[] items;

    // Takes the array as it is: callers hand over arrays that nobody else holds.
    internal ValueList(T[] items) => this.items = items;

    /// <summary>No items.</summary>
    public static ValueList<T> Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => items.Length;

    /// <inheritdoc/>
    public T this[int index] => items[index];

    /// <summary>The items without copying.</summary>
    public ReadOnlySpan<T> AsSpan() => items;

    /// <summary>A list of the same length with each item converted.</summary>
    /// <typeparam name="TResult">The new item.</typeparam>
    /// <param name="convert">Called once an item, in order.</param>
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

    /// <summary>Copies an array.</summary>
    /// <param name="items">The items, in order.</param>
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

    /// <summary>Equality by items.</summary>
    /// <param name="left">One list.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(ValueList<T>? left, ValueList<T>? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Inequality by items.</summary>
    /// <param name="left">One list.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(ValueList<T>? left, ValueList<T>? right) => !(left == right);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();
}

/// <summary>Makes <see cref="ValueList{T}"/> values.</summary>
public static class ValueList
{
    /// <summary>Copies items; what a collection expression calls.</summary>
    /// <typeparam name="T">The item.</typeparam>
    /// <param name="items">The items, in order.</param>
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) =>
        items.IsEmpty ? ValueList<T>.Empty : new ValueList<T>(items.ToArray());

    /// <summary>Copies a sequence.</summary>
    /// <typeparam name="T">The item.</typeparam>
    /// <param name="items">The items, in order.</param>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    public static ValueList<T> From<T>(IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return items as ValueList<T> ?? new ValueList<T>([.. items]);
    }

    /// <summary>Enum members as their numbers. For generated code.</summary>
    /// <typeparam name="TEnum">An enum on <see cref="int"/>.</typeparam>
    /// <param name="items">The members; null gives null.</param>
    public static ValueList<int>? ToInts<TEnum>(ValueList<TEnum>? items)
        where TEnum : struct, Enum => items?.Map(static item => Unsafe.As<TEnum, int>(ref item));

    /// <summary>Numbers as enum members. For generated code.</summary>
    /// <typeparam name="TEnum">An enum on <see cref="int"/>.</typeparam>
    /// <param name="items">The numbers; null gives null.</param>
    public static ValueList<TEnum>? FromInts<TEnum>(ValueList<int>? items)
        where TEnum : struct, Enum => items?.Map(static item => Unsafe.As<int, TEnum>(ref item));
}
