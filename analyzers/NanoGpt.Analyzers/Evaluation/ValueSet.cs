using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>
/// Represents a set of values that a variable may have: ranges of integers (which also represent enum members, characters and
/// Boolean values), or texts, and <see langword="null"/>. Of other types, only null is told apart from the rest.
/// </summary>
internal sealed class ValueSet : IEquatable<ValueSet>
{
    // Larger sets are not represented.
    private const int MaxParts = 64;

    private readonly bool hasNull;
    private readonly bool isComplement;
    private readonly ImmutableArray<string> texts;
    private readonly ImmutableArray<(decimal Low, decimal High)> ranges;

    private ValueSet(
        bool hasNull, bool isComplement, ImmutableArray<string> texts, ImmutableArray<(decimal Low, decimal High)> ranges)
    {
        this.hasNull = hasNull;
        this.isComplement = isComplement;
        this.texts = texts;
        this.ranges = ranges;
    }

    /// <summary>Gets the ranges of integers, in ascending order with gaps between them.</summary>
    public ImmutableArray<(decimal Low, decimal High)> Ranges => ranges;

    /// <summary>Gets the texts of the set, or the texts that are not in it if <see cref="IsComplement"/>.</summary>
    public ImmutableArray<string> Texts => texts;

    public bool IsComplement => isComplement;

    public bool HasNull => hasNull;

    public bool IsEmpty => !hasNull && !isComplement && ranges.IsEmpty && texts.IsEmpty;

    public bool IsTooLarge => ranges.Length + texts.Length > MaxParts;

    /// <summary>Returns the set of all values of a type, or <see langword="null"/> if its numbers are not integers.</summary>
    public static ValueSet? All(ITypeSymbol? type)
    {
        if (type is null || type.TypeKind is TypeKind.Dynamic or TypeKind.Pointer or TypeKind.FunctionPointer or TypeKind.Error)
        {
            return null;
        }

        var isNullable = type.IsNullableValueType();
        if (Numbers.IntegerRange(type.WithoutNullable()) is { } range)
        {
            return new ValueSet(isNullable, false, ImmutableArray<string>.Empty, ImmutableArray.Create(range));
        }

        return type.IsReferenceType || isNullable
            ? new ValueSet(true, true, ImmutableArray<string>.Empty, ImmutableArray<(decimal, decimal)>.Empty)
            : null;
    }

    /// <summary>Returns the part of this set that is null.</summary>
    public ValueSet Null() =>
        new(hasNull, false, ImmutableArray<string>.Empty, ImmutableArray<(decimal, decimal)>.Empty);

    public ValueSet WithoutNull() => hasNull ? new(false, isComplement, texts, ranges) : this;

    /// <summary>Returns the part of this set that equals a constant, or null if the constant cannot be represented.</summary>
    public ValueSet? Equal(object? value) => value switch
    {
        null => Null(),
        string text when ranges.IsEmpty => Intersect(new(false, false, ImmutableArray.Create(text), ranges)),
        _ when Numbers.ToInteger(value) is { } number && !isComplement && texts.IsEmpty => Between(number, number),
        _ => null,
    };

    /// <summary>Returns the integers of this set within bounds.</summary>
    public ValueSet Between(decimal low, decimal high) => low > high
        ? new(false, false, texts, ImmutableArray<(decimal, decimal)>.Empty)
        : Intersect(new(false, false, ImmutableArray<string>.Empty, ImmutableArray.Create((low, high))));

    public ValueSet Intersect(ValueSet other) => new(
        hasNull && other.hasNull, isComplement && other.isComplement, IntersectTexts(other), IntersectRanges(other));

    /// <summary>Returns the elements of this set that another set does not contain.</summary>
    public ValueSet Except(ValueSet other)
    {
        var gaps = ImmutableArray.CreateBuilder<(decimal, decimal)>(other.ranges.Length + 1);
        var low = decimal.MinValue;
        foreach (var range in other.ranges)
        {
            gaps.Add((low, range.Low - 1));
            low = range.High + 1;
        }

        gaps.Add((low, decimal.MaxValue));
        return Intersect(new(!other.hasNull, !other.isComplement, other.texts, gaps.ToImmutable()));
    }

    public ValueSet Union(ValueSet other)
    {
        var merged = ImmutableArray.CreateBuilder<(decimal Low, decimal High)>(ranges.Length + other.ranges.Length);
        for (int i = 0, j = 0; i < ranges.Length || j < other.ranges.Length;)
        {
            var range = j == other.ranges.Length || (i < ranges.Length && ranges[i].Low <= other.ranges[j].Low)
                ? ranges[i++] : other.ranges[j++];
            if (merged.Count > 0 && range.Low <= merged[merged.Count - 1].High + 1)
            {
                var last = merged[merged.Count - 1];
                merged[merged.Count - 1] = (last.Low, Math.Max(last.High, range.High));
            }
            else
            {
                merged.Add(range);
            }
        }

        // The complement of the intersection of the complements.
        var rest = new ValueSet(false, !isComplement, texts, ImmutableArray<(decimal, decimal)>.Empty)
            .Intersect(new(false, !other.isComplement, other.texts, ImmutableArray<(decimal, decimal)>.Empty));
        return new(hasNull || other.hasNull, !rest.isComplement, rest.texts, merged.ToImmutable());
    }

    public bool IsSubsetOf(ValueSet other) => Except(other).IsEmpty;

    /// <summary>Gets the only value of the set, with integers as <see cref="decimal"/>.</summary>
    public bool TryGetSingle(out object? value)
    {
        var isNumber = !hasNull && !isComplement && ranges.Length == 1 && ranges[0].Low == ranges[0].High;
        var isText = !hasNull && !isComplement && ranges.IsEmpty && texts.Length == 1;
        value = isNumber ? ranges[0].Low : isText ? texts[0] : null;
        return isNumber || isText || (hasNull && !isComplement && ranges.IsEmpty && texts.IsEmpty);
    }

    public bool Equals(ValueSet? other) => ReferenceEquals(this, other)
        || (other is not null && hasNull == other.hasNull && isComplement == other.isComplement
            && ranges.SequenceEqual(other.ranges) && texts.SequenceEqual(other.texts, StringComparer.Ordinal));

    public override bool Equals(object? obj) => Equals(obj as ValueSet);

    public override int GetHashCode() => (ranges.Length * 397) ^ texts.Length;

    private ImmutableArray<string> IntersectTexts(ValueSet other) => (isComplement, other.isComplement) switch
    {
        (true, true) => texts.AddRange(other.texts.Where(text => !texts.Contains(text))).Sort(StringComparer.Ordinal),
        (true, false) => other.texts.RemoveAll(texts.Contains),
        (false, true) => texts.RemoveAll(other.texts.Contains),
        _ => texts.RemoveAll(text => !other.texts.Contains(text)),
    };

    private ImmutableArray<(decimal Low, decimal High)> IntersectRanges(ValueSet other)
    {
        var common = ImmutableArray.CreateBuilder<(decimal, decimal)>();
        for (int i = 0, j = 0; i < ranges.Length && j < other.ranges.Length;)
        {
            var low = Math.Max(ranges[i].Low, other.ranges[j].Low);
            var high = Math.Min(ranges[i].High, other.ranges[j].High);
            if (low <= high)
            {
                common.Add((low, high));
            }

            _ = ranges[i].High < other.ranges[j].High ? i++ : j++;
        }

        return common.ToImmutable();
    }
}
