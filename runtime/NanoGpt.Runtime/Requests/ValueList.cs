using System.Runtime.CompilerServices;

namespace NanoGpt;

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
