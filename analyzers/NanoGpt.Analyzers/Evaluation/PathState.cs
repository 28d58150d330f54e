using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>What is known at one point of one path.</summary>
internal sealed record PathState
{
    public static PathState Initial { get; } = new();

    /// <summary>What is known of locals and parameters, by symbol.</summary>
    public SmallMap<object, Fact> Variables { get; init; } = SmallMap<object, Fact>.Empty;

    /// <summary>What is known of intermediate results, by <see cref="Microsoft.CodeAnalysis.FlowAnalysis.CaptureId"/>.</summary>
    public SmallMap<object, Fact> Captures { get; init; } = SmallMap<object, Fact>.Empty;

    /// <summary>The comparisons that the path has passed, in order.</summary>
    public ImmutableArray<Literal> Known { get; init; } = ImmutableArray<Literal>.Empty;

    /// <summary>Whether no input may take this path. It still counts where something must hold on every path.</summary>
    public bool IsDoubtful { get; init; }

    /// <summary>
    /// What was handed to calls that may have thrown, such as <c>Guard.Against(wide)</c>: behind them not every value is possible.
    /// </summary>
    public ImmutableHashSet<ISymbol> Checked { get; init; } = ImmutableHashSet.Create<ISymbol>(SymbolEqualityComparer.Default);

    public PathState Write(ISymbol variable, Fact fact) => this with { Variables = Variables.Set(variable, fact) };

    public bool HasSameValues(PathState other) =>
        Variables.HasSameEntries(other.Variables) && Captures.HasSameEntries(other.Captures);
}
