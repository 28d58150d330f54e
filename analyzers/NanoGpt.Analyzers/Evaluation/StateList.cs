namespace NanoGpt.Analyzers.Evaluation;

/// <summary>
/// Collects the states of the paths that lead to a block, at most <see cref="MaxStates"/>. States with the same values are merged
/// without loss if possible. If there are too many states, they are merged with loss: at first those with the same values, then
/// all of them.
/// </summary>
/// <param name="body">The body of the block.</param>
/// <param name="isJoin">Indicates whether paths meet at the block.</param>
/// <param name="isDead">Returns whether a variable, by its number, is not read in the block or later.</param>
internal sealed class StateList(BodyFlow body, bool isJoin, Func<int, bool> isDead)
{
    private const int MaxStates = 16;

    // Two branches meet at most blocks. Their states are merged together, because states that are left over keep all differences.
    private const int MaxPending = 2 * MaxStates;

    private List<PathState> states = [];

    /// <summary>Adds the state of a path that leads to the block.</summary>
    public void Add(PathState state)
    {
        if (!isJoin)
        {
            states.Add(state);      // the previous block has merged them
            return;
        }

        AddTo(states, state, isExact: true);
        if (states.Count > MaxPending)
        {
            Reduce();
        }
    }

    /// <summary>Returns the states after all of them were added.</summary>
    public IReadOnlyList<PathState> Complete()
    {
        if (states.Count > MaxStates)
        {
            Reduce();
        }

        return states;
    }

    private void Reduce()
    {
        var fewer = new List<PathState>();
        foreach (var state in states)
        {
            AddTo(fewer, state, isExact: false);
        }

        states = fewer.Count <= MaxStates / 2 ? fewer : [fewer.Aggregate(Join)];
    }

    private void AddTo(List<PathState> merged, PathState state, bool isExact)
    {
        for (var i = 0; i < merged.Count; i++)
        {
            if (body.Context.TryStep() && HaveSameValues(merged[i], state) && Merge(merged[i], state, isExact) is { } joined)
            {
                merged.RemoveAt(i);
                AddTo(merged, joined, isExact);
                return;
            }
        }

        merged.Add(state);
    }

    private bool HaveSameValues(PathState left, PathState right) =>
        !left.Values.DiffersFrom(right.Values, body.Context, number => !isDead(number));

    // Without loss if the states differ in one term only, or if one of them includes the other.
    private PathState? Merge(PathState left, PathState right, bool isExact)
    {
        var differences = left.Assumed.DifferencesTo(right.Assumed, body.Context);
        if (isExact && differences.Count > 1 && !differences.TrueForAll(static pair => Includes(pair.Left, pair.Right))
            && !differences.TrueForAll(static pair => Includes(pair.Right, pair.Left)))
        {
            return null;
        }

        var isSameHistory = left.Trace == right.Trace && left.IsUncertain == right.IsUncertain;
        var (assumed, doubtful) = (left.Assumed, left.Doubtful);
        foreach (var (id, a, b) in differences)
        {
            var union = a is null || b is null ? null : a.Union(b);
            assumed = assumed.Set(id, union is null || union.Equals(body.Terms[id].Values) || union.IsTooLarge ? null : union);
            if (!isSameHistory || !isExact || union?.IsTooLarge == true)
            {
                doubtful = doubtful.Set(id, body.Terms[id]);
            }
        }

        foreach (var (id, a, b) in left.Doubtful.DifferencesTo(right.Doubtful, body.Context))
        {
            doubtful = doubtful.Set(id, a ?? b);
        }

        return left with
        {
            Assumed = assumed,
            Doubtful = doubtful,
            Trace = left.Trace == right.Trace ? left.Trace : body.Traces.Join(left.Trace, right.Trace),
            IsUncertain = left.IsUncertain && right.IsUncertain,
        };
    }

    private static bool Includes(ValueSet? larger, ValueSet? smaller) =>
        larger is null || (smaller is not null && smaller.IsSubsetOf(larger));

    private PathState Join(PathState left, PathState right)
    {
        var values = left.Values;
        foreach (var (number, a, b) in left.Values.DifferencesTo(right.Values, body.Context))
        {
            values = values.Set(number, a is null || b is null ? null : Fact.Join(a, b));
        }

        return Merge(left, right, isExact: false)! with { Values = values };
    }
}

/// <summary>Numbers the sequences of operations on the paths of a body. Equal sequences have equal numbers.</summary>
internal sealed class Traces
{
    private readonly Dictionary<(int, object, Operands), int> extended = [];
    private readonly Dictionary<(int, int), int> joined = [];
    private int count;

    public int Extend(int trace, object operation, IReadOnlyList<Fact> operands)
    {
        var key = (trace, operation, new Operands(operands));
        return extended.TryGetValue(key, out var number) ? number : extended[key] = ++count;
    }

    public int Join(int left, int right)
    {
        var key = left < right ? (left, right) : (right, left);
        return joined.TryGetValue(key, out var number) ? number : joined[key] = ++count;
    }

    private readonly struct Operands(IReadOnlyList<Fact> facts) : IEquatable<Operands>
    {
        private readonly IReadOnlyList<Fact> facts = facts;

        public bool Equals(Operands other) => facts.SequenceEqual(other.facts);

        public override bool Equals(object? obj) => obj is Operands other && Equals(other);

        public override int GetHashCode() => facts.Count == 0 ? 0 : facts[0].GetHashCode();
    }
}
