using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Evaluates comparisons and patterns. Returns null for those that are not understood.</summary>
internal static class Conditions
{
    /// <summary>Returns the fact that a Boolean value, which is not null, is whether a term has a value of a set.</summary>
    public static Fact? ToTest(Fact fact) => fact switch
    {
        Fact.Test or Fact.Constant { Value: bool } => fact,
        Fact.SameAs { Term: { } term } when term.Type.WithoutNullable().SpecialType == SpecialType.System_Boolean =>
            new Fact.Test(term, term.Values.Equal(true)!),
        _ => null,
    };

    public static Fact? Not(Fact fact) => ToTest(fact) switch
    {
        Fact.Test test => test.Not(),
        Fact.Constant { Value: bool value } => new Fact.Constant(!value),
        _ => null,
    };

    public static Fact? Compare(IBinaryOperation binary, Fact left, Fact right)
    {
        if (binary.OperatorMethod is not null)
        {
            return null;
        }

        var kind = binary.OperatorKind;
        if (kind is BinaryOperatorKind.And or BinaryOperatorKind.Or && binary.Type?.SpecialType == SpecialType.System_Boolean)
        {
            return Connect(ToTest(left), ToTest(right), kind == BinaryOperatorKind.And);
        }

        return left is Fact.Constant && right is not Fact.Constant
            ? Compare(right, Reverse(kind), left)
            : Compare(left, kind, right);
    }

    public static Fact? IsNull(Fact fact) => fact switch
    {
        Fact.Constant constant => new Fact.Constant(constant.Value is null),
        Fact.SameAs { Term: var term } => new Fact.Test(term, term.Values.Null()),
        _ => fact.IsNotNull ? new Fact.Constant(false) : null,
    };

    /// <summary>Evaluates whether a value matches a pattern.</summary>
    public static Fact? Match(Fact fact, IPatternOperation pattern)
    {
        if (fact is Fact.SameAs { Term: var term })
        {
            return FindMatches(term.Values, pattern) is { IsTooLarge: false } set ? new Fact.Test(term, set) : null;
        }

        switch (pattern)
        {
            case IDiscardPatternOperation or IDeclarationPatternOperation { MatchesNull: true }:
                return new Fact.Constant(true);
            case IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: var value } }:
                return Compare(fact, BinaryOperatorKind.Equals, new Fact.Constant(value));
            case IRelationalPatternOperation { Value.ConstantValue: { HasValue: true, Value: var bound } } relational:
                return Compare(fact, relational.OperatorKind, new Fact.Constant(bound));
            case INegatedPatternOperation negated:
                return Match(fact, negated.Pattern) is { } match ? Not(match) : null;
            case IBinaryPatternOperation binary:
                return Connect(
                    Match(fact, binary.LeftPattern), Match(fact, binary.RightPattern),
                        binary.OperatorKind == BinaryOperatorKind.And);
            default:
                return IsNullTest(pattern) && IsNull(fact) is { } isNull ? Not(isNull) : null;
        }
    }

    private static ValueSet? FindMatches(ValueSet all, IPatternOperation pattern)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation or IDeclarationPatternOperation { MatchesNull: true }:
                return all;
            case IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: var value } }:
                return all.Equal(value);
            case IRelationalPatternOperation { Value.ConstantValue: { HasValue: true, Value: var bound } } relational:
                return Relate(all, relational.OperatorKind, bound);
            case INegatedPatternOperation negated:
                return FindMatches(all, negated.Pattern) is { } matches ? all.Except(matches) : null;
            case IBinaryPatternOperation binary:
                return FindMatches(all, binary.LeftPattern) is { IsTooLarge: false } left
                    && FindMatches(all, binary.RightPattern) is { } right
                    ? binary.OperatorKind == BinaryOperatorKind.And ? left.Intersect(right) : left.Union(right)
                    : null;
            default:
                return IsNullTest(pattern) ? all.WithoutNull() : null;
        }
    }

    // "is { }", "is { } x" and "is T" for the type of the value test for null.
    private static bool IsNullTest(IPatternOperation pattern) => pattern switch
    {
        IRecursivePatternOperation recursive => recursive.DeconstructionSubpatterns.IsEmpty
            && recursive.PropertySubpatterns.IsEmpty && IsSame(recursive.InputType, recursive.NarrowedType),
        IDeclarationPatternOperation or ITypePatternOperation => IsSame(pattern.InputType, pattern.NarrowedType),
        _ => false,
    };

    private static bool IsSame(ITypeSymbol input, ITypeSymbol narrowed) =>
        SymbolEqualityComparer.Default.Equals(input.WithoutNullable(), narrowed.WithoutNullable());

    private static Fact? Compare(Fact left, BinaryOperatorKind kind, Fact right)
    {
        if (kind == BinaryOperatorKind.NotEquals)
        {
            return Compare(left, BinaryOperatorKind.Equals, right) is { } isEqual ? Not(isEqual) : null;
        }

        if (right is not Fact.Constant { Value: var value })
        {
            return null;
        }

        switch (left)
        {
            case Fact.SameAs { Term: var term } when value is not string || term.Type.SpecialType == SpecialType.System_String:
                return (kind == BinaryOperatorKind.Equals ? term.Values.Equal(value) : Relate(term.Values, kind, value))
                    is { IsTooLarge: false } set ? new Fact.Test(term, set) : null;
            case Fact.Test test when kind == BinaryOperatorKind.Equals && value is bool truth:
                return truth ? test : test.Not();
            case Fact.Constant { Value: var constant } when kind == BinaryOperatorKind.Equals:
                return new Fact.Constant(Numbers.AreEqual(constant, value) && value is not (double.NaN or float.NaN));
            case Fact.Constant { Value: null } when IsRelated(0, kind) is not null:
                return new Fact.Constant(false);
            case Fact.Constant { Value: var constant }:
                return Numbers.Compare(constant, value) is { } order ? IsRelated(order, kind) : null;
            case Fact.Text text when kind == BinaryOperatorKind.Equals && value is string other
                && (other.Length < text.MinLength || !other.StartsWith(text.Start, StringComparison.Ordinal)):
                return new Fact.Constant(false);
            default:
                return kind == BinaryOperatorKind.Equals && value is null && left.IsNotNull ? new Fact.Constant(false) : null;
        }
    }

    // Comparisons with null are never true.
    private static ValueSet? Relate(ValueSet all, BinaryOperatorKind kind, object? value) =>
        all.Ranges.IsEmpty || Numbers.ToDecimal(value) is not { } bound ? null : kind switch
        {
            BinaryOperatorKind.LessThan => all.Between(decimal.MinValue, decimal.Ceiling(bound) - 1),
            BinaryOperatorKind.LessThanOrEqual => all.Between(decimal.MinValue, decimal.Floor(bound)),
            BinaryOperatorKind.GreaterThan => all.Between(decimal.Floor(bound) + 1, decimal.MaxValue),
            BinaryOperatorKind.GreaterThanOrEqual => all.Between(decimal.Ceiling(bound), decimal.MaxValue),
            _ => null,
        };

    private static Fact? IsRelated(int order, BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.LessThan => new Fact.Constant(order < 0),
        BinaryOperatorKind.LessThanOrEqual => new Fact.Constant(order <= 0),
        BinaryOperatorKind.GreaterThan => new Fact.Constant(order > 0),
        BinaryOperatorKind.GreaterThanOrEqual => new Fact.Constant(order >= 0),
        _ => null,
    };

    private static BinaryOperatorKind Reverse(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThan,
        BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThanOrEqual,
        BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThan,
        BinaryOperatorKind.GreaterThanOrEqual => BinaryOperatorKind.LessThanOrEqual,
        _ => kind,
    };

    // Only tests of one term are connected.
    private static Fact? Connect(Fact? left, Fact? right, bool isAnd) => (left, right) switch
    {
        (Fact.Constant { Value: bool value }, _) => value == isAnd ? right : left,
        (_, Fact.Constant { Value: bool value }) => value == isAnd ? left : right,
        (Fact.Test a, Fact.Test b) when a.Term == b.Term =>
            (isAnd ? a.Set.Intersect(b.Set) : a.Set.Union(b.Set)) is { IsTooLarge: false } set ? new Fact.Test(a.Term, set)
                : null,
        _ => null,
    };
}
