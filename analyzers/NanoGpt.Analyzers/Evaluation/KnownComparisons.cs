namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Evaluates comparisons from the comparisons that hold on a path.</summary>
internal static class KnownComparisons
{
    /// <summary>Returns whether a comparison holds, or null if the path does not determine it.</summary>
    public static bool? Decide(ImmutableArray<Literal> known, Literal query)
    {
        foreach (var literal in known)
        {
            if (literal.Term == query.Term && Decide(literal, query) is { } holds)
            {
                return holds == query.Holds;
            }
        }

        return null;
    }

    /// <summary>Gets the value of a term if the path determines it.</summary>
    public static bool TryGetValue(ImmutableArray<Literal> known, Term term, out object? value)
    {
        foreach (var literal in known)
        {
            if (literal.Term != term || literal.Relation != Relation.Equal)
            {
                continue;
            }

            if (literal.Holds)
            {
                value = literal.Value;
                return true;
            }

            if (term.IsBoolean)
            {
                value = false;
                return true;
            }
        }

        value = null;
        return false;
    }

    public static bool IsNotNull(ImmutableArray<Literal> known, Term term) =>
        !term.MayBeNull || Decide(known, new Literal(term, Relation.Equal, null, false)) == true;

    // Evaluates the positive form of the query from one literal.
    private static bool? Decide(Literal known, Literal query)
    {
        if (known.Relation == query.Relation && Numbers.AreEqual(known.Value, query.Value))
        {
            return known.Holds;
        }

        if (known.Relation == Relation.Equal)
        {
            return known.Holds ? Compare(known.Value, query) : null;
        }

        if (query.IsAboutNull)
        {
            return known.Holds ? false : null;      // order comparisons with null are never true
        }

        if ((!known.Holds && known.Term.MayBeNull) || Numbers.ToDouble(known.Value) is not { } bound
            || Numbers.ToDouble(query.Value) is not { } value)
        {
            return null;
        }

        // The literal places the term on one side of the bound.
        var isBelow = known.Relation == Relation.Less == known.Holds;
        var isStrict = known.Holds;
        return query.Relation switch
        {
            Relation.Equal => (isBelow ? value > bound : value < bound) || (isStrict && value.Equals(bound)) ? false : null,
            Relation.Less when isBelow => value > bound || (value.Equals(bound) && isStrict) ? true : null,
            Relation.Less => value <= bound ? false : null,
            Relation.Greater when isBelow => value >= bound ? false : null,
            _ => value < bound || (value.Equals(bound) && isStrict) ? true : null,
        };
    }

    private static bool? Compare(object? value, Literal query)
    {
        if (query.Relation == Relation.Equal)
        {
            return Numbers.AreEqual(value, query.Value);
        }

        return value is null ? false
            : Numbers.ToDouble(value) is { } left && Numbers.ToDouble(query.Value) is { } right
                ? query.Relation == Relation.Less ? left < right : left > right
            : null;
    }
}
