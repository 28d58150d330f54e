namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Represents what is known at one point of one or more execution paths.</summary>
/// <remarks>
/// Every execution that reaches the point is described by one of the states there. The reverse, that some execution has
/// the state, is known only if callers control all conditions that distinguish the state from the others at the point.
/// </remarks>
internal sealed record PathState
{
    /// <summary>Gets the values of variables and intermediate results, by number.</summary>
    public PersistentMap<Fact> Values { get; init; }

    /// <summary>Gets the values that terms may have, by the id of the term. A missing term may have any value.</summary>
    public PersistentMap<ValueSet> Assumed { get; init; }

    /// <summary>Gets the terms about whose values more is true than is assumed: some may have ended the execution.</summary>
    public PersistentMap<Term> Doubtful { get; init; }

    /// <summary>
    /// Gets the number of the sequence of operations on the path that may not have completed, with their operands, and of
    /// conditions that are not understood. What lies on all paths to a point says nothing about the differences between them.
    /// </summary>
    public int Trace { get; init; }

    /// <summary>Gets a value that indicates whether possibly no execution has this state.</summary>
    public bool IsUncertain { get; init; }

    public ValueSet ValuesOf(Term term) => Assumed.Find(term.Id) ?? term.Values;

    /// <summary>Returns the state in which a term has a value of a set, or null if it has none.</summary>
    public PathState? Assume(Term term, ValueSet set)
    {
        var before = ValuesOf(term);
        var values = before.Intersect(set);
        return values.IsEmpty ? null
            : values.Equals(before) ? this
            : values.IsTooLarge ? Doubt(term)
            : this with { Assumed = Assumed.Set(term.Id, values) };
    }

    public PathState Doubt(Term term) =>
        Doubtful.Find(term.Id) is null ? this with { Doubtful = Doubtful.Set(term.Id, term) } : this;

    /// <summary>Doubts the terms of a value that is passed to code that may end the execution.</summary>
    public PathState Doubt(Fact fact) => fact switch
    {
        Fact.SameAs { Term: var term } => Doubt(term),
        Fact.Test { Term: var term } => Doubt(term),
        Fact.Items { Facts: { IsDefault: false } items } => items.Aggregate(this, static (state, item) => state.Doubt(item)),
        Fact.Request { Object.Assigned: var assigned } => Enumerable.Range(0, assigned.Count)
            .Aggregate(this, (state, index) => state.Doubt(assigned[index].Value.Fact)),
        _ => this,
    };

    public bool? Decide(Fact.Test test)
    {
        var values = ValuesOf(test.Term);
        return values.IsSubsetOf(test.Set) ? true : values.Intersect(test.Set).IsEmpty ? false : null;
    }

    public bool IsNotNull(Fact fact) => fact is Fact.SameAs { Term: var term } ? !ValuesOf(term).HasNull : fact.IsNotNull;
}
