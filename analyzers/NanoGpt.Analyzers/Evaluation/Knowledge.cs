using System.Collections.Immutable;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>What follows from the comparisons that a path has passed.</summary>
internal static class Knowledge
{
    /// <summary>Whether a comparison holds; null if the path does not tell.</summary>
    public static bool? Decide(ImmutableArray<Literal> known, Literal asked)
    {
        foreach (var literal in known)
        {
            if (literal.Term == asked.Term && Decide(literal, asked) is { } holds)
            {
                return holds == asked.Holds;
            }
        }

        return null;
    }

    /// <summary>The term's value, if the path fixes it.</summary>
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

    // Whether the positive form of what is asked holds, as far as one literal tells.
    private static bool? Decide(Literal known, Literal asked)
    {
        if (known.Relation == asked.Relation && Numbers.AreEqual(known.Value, asked.Value))
        {
            return known.Holds;
        }

        if (known.Relation == Relation.Equal)
        {
            return known.Holds ? Compare(known.Value, asked) : null;
        }

        if (asked.IsAboutNull)
        {
            return known.Holds ? false : null;      // a comparison with null is never true
        }

        if ((!known.Holds && known.Term.MayBeNull) || Numbers.ToDouble(known.Value) is not { } bound
            || Numbers.ToDouble(asked.Value) is not { } value)
        {
            return null;
        }

        // The term lies on one side of the bound.
        var isBelow = known.Relation == Relation.Less == known.Holds;
        var isStrict = known.Holds;
        return asked.Relation switch
        {
            Relation.Equal => (isBelow ? value > bound : value < bound) || (isStrict && value.Equals(bound)) ? false : null,
            Relation.Less when isBelow => value > bound || (value.Equals(bound) && isStrict) ? true : null,
            Relation.Less => value <= bound ? false : null,
            Relation.Greater when isBelow => value >= bound ? false : null,
            _ => value < bound || (value.Equals(bound) && isStrict) ? true : null,
        };
    }

    private static bool? Compare(object? value, Literal asked)
    {
        if (asked.Relation == Relation.Equal)
        {
            return Numbers.AreEqual(value, asked.Value);
        }

        if (value is null)
        {
            return false;
        }

        return Numbers.ToDouble(value) is { } left && Numbers.ToDouble(asked.Value) is { } right
            ? asked.Relation == Relation.Less ? left < right : left > right
            : null;
    }
}
