using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>
/// Joins paths where they meet, if they have the same values. First only what loses nothing: paths whose comparisons are
/// complementary. Where many are left, also those that differ in what nobody asks for any more; then a message may lack its
/// condition and is not given. So the number of paths stays small and correlations are kept.
/// </summary>
internal static class PathMerger
{
    // As many paths as may meet before conditions are given up.
    private const int MaxConditions = 12;

    public static List<PathState> Merge(List<PathState> states, BlockLayout layout, int block)
    {
        if (states.Count == 0)
        {
            return states;
        }

        var merged = new List<PathState>(states.Count);
        foreach (var state in states)
        {
            Add(merged, Prune(state, layout, block), static state => state.Known);
        }

        if (merged.Count <= MaxConditions)
        {
            return merged;
        }

        var fewer = new List<PathState>(merged.Count);
        foreach (var state in merged)
        {
            Add(fewer, state, state => Project(state, layout, block));
        }

        return fewer;
    }

    private static void Add(List<PathState> merged, PathState state, Func<PathState, ImmutableArray<Literal>> known)
    {
        for (var i = 0; i < merged.Count; i++)
        {
            if (merged[i].HasSameValues(state) && Join(merged[i], state, known) is { } joined)
            {
                merged.RemoveAt(i);
                Add(merged, joined, known);
                return;
            }
        }

        merged.Add(state);
    }

    private static PathState? Join(PathState left, PathState right, Func<PathState, ImmutableArray<Literal>> knownOf)
    {
        var a = knownOf(left);
        var b = knownOf(right);
        ImmutableArray<Literal>? known =
            a.All(b.Contains) ? a
            : b.All(a.Contains) ? b
            : Complement(a, b);
        return known is null
            ? null
            : left with
            {
                Known = known.Value,
                IsDoubtful = left.IsDoubtful || right.IsDoubtful,
                Checked = left.Checked.Union(right.Checked),
            };
    }

    // All but one comparison the same, and that one holds here and fails there.
    private static ImmutableArray<Literal>? Complement(ImmutableArray<Literal> a, ImmutableArray<Literal> b)
    {
        if (a.Length != b.Length)
        {
            return null;
        }

        Literal? only = null;
        foreach (var literal in a)
        {
            if (b.Contains(literal))
            {
                continue;
            }

            if (only is not null || !b.Any(literal.IsOpposite))
            {
                return null;
            }

            only = literal;
        }

        return only is null ? a : a.Remove(only);
    }

    // A comparison of what nobody reads any more says nothing about what is to come.
    private static ImmutableArray<Literal> Project(PathState state, BlockLayout layout, int block) =>
        state.Known.RemoveAll(literal => !IsAlive(literal.Term, state, layout, block));

    private static bool IsAlive(Term term, PathState state, BlockLayout layout, int block) =>
        (term.Symbol is { } symbol && (symbol is IFieldSymbol or IPropertySymbol || !layout.IsDead(symbol, block)))
        || Mentions(state.Variables, term) || Mentions(state.Captures, term);

    private static bool Mentions(SmallMap<object, Fact> facts, Term term)
    {
        for (var i = 0; i < facts.Count; i++)
        {
            if (Mentions(facts[i].Value, term))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Mentions(Fact fact, Term term) => fact switch
    {
        Fact.SameAs same => same.Term == term,
        Fact.TruthValue truth => Mentions(truth.Formula, term),
        Fact.Items { Facts.IsDefault: false } items => items.Facts.Any(item => Mentions(item, term)),
        Fact.Request request => Mentions(request.Object.Assigned, term),
        _ => false,
    };

    private static bool Mentions(SmallMap<string, Assignment> assigned, Term term)
    {
        for (var i = 0; i < assigned.Count; i++)
        {
            if (Mentions(assigned[i].Value.Fact, term))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Mentions(Formula formula, Term term) => formula switch
    {
        Formula.Comparison comparison => comparison.Literal.Term == term,
        Formula.Negation negation => Mentions(negation.Operand, term),
        Formula.Junction junction => Mentions(junction.Left, term) || Mentions(junction.Right, term),
        _ => false,
    };

    private static PathState Prune(PathState state, BlockLayout layout, int block)
    {
        var variables = state.Variables.Where(variable => !layout.IsDead(variable, block));
        var captures = state.Captures.Where(capture => !layout.IsDead(capture, block));
        return ReferenceEquals(variables, state.Variables) && ReferenceEquals(captures, state.Captures)
            ? state
            : state with { Variables = variables, Captures = captures };
    }
}
