using System.Globalization;
using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>
/// Represents an unknown value that does not change along a path: a parameter, a readonly field, or the value that is assigned to
/// a variable at one place. Terms are compared by reference.
/// </summary>
internal sealed class Term(int id, string name, ITypeSymbol type, ValueSet values, ISymbol symbol, bool isInput)
{
    public int Id { get; } = id;

    /// <summary>Gets all values of the type of the term.</summary>
    public ValueSet Values { get; } = values;

    public ITypeSymbol Type { get; } = type;

    public ISymbol Symbol { get; } = symbol;

    /// <summary>
    /// Gets a value that indicates whether callers can pass any value: the term is a parameter that nested functions do not use.
    /// </summary>
    public bool IsInput { get; } = isInput;

    /// <summary>Returns whether some caller may pass a value of a set. Enum parameters have named members.</summary>
    public bool IsPossible(ValueSet set)
    {
        if (Type.WithoutNullable() is { TypeKind: TypeKind.Enum } named)
        {
            return set.HasNull || named.GetMembers().OfType<IFieldSymbol>().Any(member =>
                member.HasConstantValue && Values.Equal(member.ConstantValue) is { } value && value.IsSubsetOf(set));
        }

        var isNullAllowed = Type.IsNullableValueType() || Type.NullableAnnotation != NullableAnnotation.NotAnnotated;
        return !(isNullAllowed ? set : set.WithoutNull()).IsEmpty;
    }

    /// <summary>Returns the text for messages, such as <c>mode is not Fast</c> or <c>count is greater than 5</c>.</summary>
    public string Describe(ValueSet set)
    {
        var isNullExcluded = Values.HasNull && !set.HasNull;
        if (isNullExcluded && set.Equals(Values.WithoutNull()))
        {
            return name + " is not null";
        }

        var others = Values.Except(set).WithoutNull();
        if (!set.IsComplement && DescribeRange(set) is { } range)
        {
            return range;
        }

        return Count(set) <= Count(others)
            ? $"{name} is {string.Join(" or ", Elements(set))}"
            : string.Join(" and ",
                Elements(isNullExcluded ? others.Union(Values.Null()) : others).Select(value => $"{name} is not {value}"));
    }

    private string? DescribeRange(ValueSet set)
    {
        if (set.HasNull || set.Ranges.Length != 1 || IsNamed(Type.WithoutNullable()))
        {
            return null;
        }

        var (low, high) = set.Ranges[0];
        if (low == high)
        {
            return null;
        }

        var all = Values.Ranges[0];
        var above = low > all.Low ? FormattableString.Invariant($"{name} is greater than {low - 1}") : null;
        var below = high < all.High ? FormattableString.Invariant($"{name} is less than {high + 1}") : null;
        return above is null ? below : below is null ? above : $"{above} and {below}";
    }

    private static bool IsNamed(ITypeSymbol type) => type.TypeKind == TypeKind.Enum
        || type.SpecialType == SpecialType.System_Boolean;

    private static decimal Count(ValueSet set) => set.IsComplement ? decimal.MaxValue
        : set.Texts.Length + (set.HasNull ? 1 : 0) + set.Ranges.Sum(static range => range.High - range.Low + 1);

    private IEnumerable<string> Elements(ValueSet set)
    {
        var numbers = set.Ranges.SelectMany(static range =>
            Enumerable.Range(0, (int)Math.Min(range.High - range.Low + 1, 10)).Select(i => range.Low + i)).Select(Format);
        var texts = set.Texts.Select(static text => $"\"{text}\"");
        return numbers.Concat(texts).Concat(set.HasNull ? ["null"] : []);
    }

    private string Format(decimal number)
    {
        var type = Type.WithoutNullable();
        return type.SpecialType == SpecialType.System_Boolean ? (number == 0 ? "false" : "true")
            : type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => type.TypeKind == TypeKind.Enum
                && field.HasConstantValue && Numbers.ToInteger(field.ConstantValue) == number)?.Name
                ?? number.ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>Creates the terms of one body.</summary>
internal sealed class Terms
{
    private readonly Dictionary<(ISymbol, object?), Term> terms = [];
    private readonly List<Term> byId = [];

    public Term this[int id] => byId[id];

    /// <summary>Returns the term of a symbol that is never written, or of the value that it has at a place.</summary>
    /// <param name="symbol">The variable or field.</param>
    /// <param name="type">The type of the variable.</param>
    /// <param name="place">The place where the value is assigned; <see langword="null"/> if there is none.</param>
    /// <param name="isInput">A value that indicates whether callers can pass any value.</param>
    /// <returns>The term; <see langword="null"/> if values of the type are not tracked.</returns>
    public Term? Get(ISymbol symbol, ITypeSymbol type, object? place = null, bool isInput = false)
    {
        if (!terms.TryGetValue((symbol, place), out var term) && ValueSet.All(type) is { } values)
        {
            term = new Term(byId.Count, symbol.Name, type, values, symbol, isInput);
            byId.Add(term);
            terms.Add((symbol, place), term);
        }

        return term;
    }
}
