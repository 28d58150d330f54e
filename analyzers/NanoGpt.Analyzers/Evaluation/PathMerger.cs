namespace NanoGpt.Analyzers.Evaluation;

/// <summary>
/// Merges paths that have the same values where they meet, which keeps the number of paths small. Paths with complementary
/// comparisons are merged without loss. If many paths remain, comparisons of values that are no longer used are dropped; a
/// diagnostic that would have to name such a comparison as its condition is then not reported.
/// </summary>
internal static class PathMerger
{
    // Above this number, comparisons of unused values are dropped.
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
        ImmutableArray<Literal>? known = a.All(b.Contains) ? a : b.All(a.Contains) ? b : Complement(a, b);
        return known is null
            ? null
            : left with
            {
                Known = known.Value,
                IsUncertain = left.IsUncertain || right.IsUncertain,
                Checked = left.Checked.Union(right.Checked),
            };
    }

    // Returns the common comparisons if exactly one comparison differs and holds on one of the paths only.
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

    // Comparisons of values that are no longer read do not affect the rest of the path.
    private static ImmutableArray<Literal> Project(PathState state, BlockLayout layout, int block) =>
        state.Known.RemoveAll(literal => !IsAlive(literal.Term, state, layout, block));

    private static bool IsAlive(Term term, PathState state, BlockLayout layout, int block) =>
        (term.Symbol is { } symbol && (symbol is IFieldSymbol or IPropertySymbol || !layout.IsDead(symbol, block)))
        || state.Variables.Any(fact => Mentions(fact, term)) || state.Captures.Any(fact => Mentions(fact, term));

    private static bool Mentions(Fact fact, Term term) => fact switch
    {
        Fact.SameAs same => same.Term == term,
        Fact.Condition condition => Formulas.TermsOf(condition.Formula).Contains(term),
        Fact.Items { Facts.IsDefault: false } items => items.Facts.Any(item => Mentions(item, term)),
        Fact.Request request => request.Object.Assigned.Any(assignment => Mentions(assignment.Fact, term)),
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
