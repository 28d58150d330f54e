namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Converts facts and operations to formulas. Returns null for unsupported tests.</summary>
internal static class Formulas
{
    public static Formula? Create(Fact fact) => fact switch
    {
        Fact.Constant { Value: bool value } => new Formula.Constant(value),
        Fact.Condition condition => condition.Formula,
        Fact.SameAs { Term: { IsBoolean: true } term } =>
            new Formula.Comparison(Literal.Create(term, Relation.Equal, true)),
        _ => null,
    };

    public static Formula? Create(IBinaryOperation binary, Fact left, Fact right)
    {
        switch (binary.OperatorKind)
        {
            case BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.Or
                or BinaryOperatorKind.ConditionalOr
                when binary.Type?.SpecialType == SpecialType.System_Boolean && Create(left) is { } a && Create(right) is { } b:
                return Formula.Junction.Create(a, b, binary.OperatorKind is BinaryOperatorKind.And
                    or BinaryOperatorKind.ConditionalAnd);
            case BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals:
                var isEqual = Compare(left, Relation.Equal, right) ?? Compare(right, Relation.Equal, left);
                return binary.OperatorKind == BinaryOperatorKind.Equals ? isEqual : isEqual?.Not();
            case BinaryOperatorKind.LessThan:
                return Compare(left, Relation.Less, right) ?? Compare(right, Relation.Greater, left);
            case BinaryOperatorKind.GreaterThan:
                return Compare(left, Relation.Greater, right) ?? Compare(right, Relation.Less, left);
            // Comparisons with null are false, so that "not less" equals "at least" only for non-null values.
            case BinaryOperatorKind.LessThanOrEqual when !binary.IsLifted:
                return (Compare(left, Relation.Greater, right) ?? Compare(right, Relation.Less, left))?.Not();
            case BinaryOperatorKind.GreaterThanOrEqual when !binary.IsLifted:
                return (Compare(left, Relation.Less, right) ?? Compare(right, Relation.Greater, left))?.Not();
            default:
                return null;
        }
    }

    public static Formula? Create(Fact fact, IPatternOperation pattern, ImmutableArray<Literal> known)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return new Formula.Constant(true);
            case IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: var value } }:
                return value is null ? IsNull(fact, known) : Compare(fact, Relation.Equal, new Fact.Constant(value));
            case INegatedPatternOperation negated:
                return Create(fact, negated.Pattern, known)?.Not();
            case IRelationalPatternOperation { Value.ConstantValue: { HasValue: true, Value: { } bound } } relational:
                return Relate(fact, relational.OperatorKind, bound, known);
            case IBinaryPatternOperation binary when Create(fact, binary.LeftPattern, known) is { } left
                && Create(fact, binary.RightPattern, known) is { } right:
                return Formula.Junction.Create(left, right, binary.OperatorKind == BinaryOperatorKind.And);
            // "is { }" and "is { } x" test for null.
            case IRecursivePatternOperation { DeconstructionSubpatterns.IsEmpty: true,
                PropertySubpatterns.IsEmpty: true } recursive
                when SymbolEqualityComparer.Default.Equals(recursive.InputType, recursive.NarrowedType):
                return IsNull(fact, known)?.Not();
            case IDeclarationPatternOperation { MatchesNull: true }:
                return new Formula.Constant(true);
            default:
                return null;
        }
    }

    public static Formula? IsNull(Fact fact, ImmutableArray<Literal> known) => fact switch
    {
        Fact.Constant constant => new Formula.Constant(constant.Value is null),
        Fact.NonNull or Fact.Media or Fact.Items or Fact.Request or Fact.Condition => new Formula.Constant(false),
        Fact.SameAs { Term: var term } => KnownComparisons.IsNotNull(known, term)
            ? new Formula.Constant(false)
            : new Formula.Comparison(Literal.Create(term, Relation.Equal, null)),
        _ => null,
    };

    public static IEnumerable<ISymbol> RootsOf(Fact fact) => fact switch
    {
        Fact.SameAs same => same.Term.Roots,
        Fact.Condition condition => TermsOf(condition.Formula).SelectMany(static term => term.Roots),
        _ => [],
    };

    public static IEnumerable<Term> TermsOf(Formula formula) => formula switch
    {
        Formula.Comparison comparison => [comparison.Literal.Term],
        Formula.Negation negation => TermsOf(negation.Operand),
        Formula.Junction junction => TermsOf(junction.Left).Concat(TermsOf(junction.Right)),
        _ => [],
    };

    private static Formula? Relate(Fact fact, BinaryOperatorKind kind, object bound, ImmutableArray<Literal> known)
    {
        var value = new Fact.Constant(bound);
        return kind switch
        {
            BinaryOperatorKind.LessThan => Compare(fact, Relation.Less, value),
            BinaryOperatorKind.GreaterThan => Compare(fact, Relation.Greater, value),
            BinaryOperatorKind.LessThanOrEqual when IsNotNull(fact, known) => Compare(fact, Relation.Greater, value)?.Not(),
            BinaryOperatorKind.GreaterThanOrEqual when IsNotNull(fact, known) => Compare(fact, Relation.Less, value)?.Not(),
            _ => null,
        };
    }

    /// <summary>Returns whether a fact rules out null.</summary>
    public static bool IsNotNull(Fact fact, ImmutableArray<Literal> known) =>
        fact is Fact.Constant { Value: not null }
        || (fact is Fact.SameAs { Term: var term } && KnownComparisons.IsNotNull(known, term));

    private static Formula? Compare(Fact left, Relation relation, Fact right)
    {
        if (right is not Fact.Constant { Value: var value })
        {
            return null;
        }

        switch (left)
        {
            case Fact.Constant { Value: var constant } when relation == Relation.Equal:
                return new Formula.Constant(Numbers.AreEqual(constant, value));
            case Fact.Constant { Value: { } constant } when Numbers.ToDouble(constant) is { } a
                && Numbers.ToDouble(value) is { } b:
                return new Formula.Constant(relation == Relation.Less ? a < b : a > b);
            case Fact.Condition { Formula: var formula } when relation == Relation.Equal && value is bool truth:
                return truth ? formula : formula.Not();
            case Fact.NonNull or Fact.Media or Fact.Items or Fact.Request when relation == Relation.Equal && value is null:
                return new Formula.Constant(false);
            case Fact.SameAs { Term: var term } when relation == Relation.Equal
                || (value is not null && Numbers.ToDouble(value) is not null):
                // NaN equals no value and has no order.
                return value is double.NaN or float.NaN || (relation != Relation.Equal && IsFloating(term))
                    ? null
                    : new Formula.Comparison(Literal.Create(term, relation, value));
            default:
                return null;
        }
    }

    private static bool IsFloating(Term term) => term.Type?.SpecialType is SpecialType.System_Double or SpecialType.System_Single;
}
