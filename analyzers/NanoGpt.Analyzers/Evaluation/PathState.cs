namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Represents what is known at one point of an execution path.</summary>
internal sealed record PathState
{
    public static PathState Initial { get; } = new();

    /// <summary>Gets the values of locals and parameters, by symbol.</summary>
    public SmallMap<object, Fact> Variables { get; init; } = SmallMap<object, Fact>.Empty;

    /// <summary>Gets the values of intermediate results, by capture id.</summary>
    public SmallMap<object, Fact> Captures { get; init; } = SmallMap<object, Fact>.Empty;

    /// <summary>Gets the comparisons that hold on the path, in order.</summary>
    public ImmutableArray<Literal> Known { get; init; } = ImmutableArray<Literal>.Empty;

    /// <summary>Gets a value that indicates that possibly no input takes the path.</summary>
    public bool IsUncertain { get; init; }

    /// <summary>Gets the variables that were passed to calls that may have thrown, such as <c>Guard.Against(wide)</c>.</summary>
    public ImmutableHashSet<ISymbol> Checked { get; init; } = ImmutableHashSet.Create<ISymbol>(SymbolEqualityComparer.Default);

    public PathState Write(ISymbol variable, Fact fact) => this with { Variables = Variables.Set(variable, fact) };

    public bool HasSameValues(PathState other) =>
        Variables.HasSameEntries(other.Variables) && Captures.HasSameEntries(other.Captures);
}
