using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>What is known at one point of one path.</summary>
internal sealed record PathState
{
    public static PathState Initial { get; } = new();

    public ImmutableDictionary<ISymbol, Fact> Variables { get; init; } = ImmutableDictionary.Create<ISymbol, Fact>(SymbolEqualityComparer.Default);

    public ImmutableDictionary<CaptureId, Fact> Captures { get; init; } = ImmutableDictionary<CaptureId, Fact>.Empty;

    /// <summary>The comparisons that the path has passed, in order.</summary>
    public ImmutableArray<Literal> Known { get; init; } = ImmutableArray<Literal>.Empty;

    /// <summary>Whether no input may take this path. It still counts where something must hold on every path.</summary>
    public bool IsDoubtful { get; init; }

    /// <summary>
    /// What was handed to calls that may have thrown, such as <c>Guard.Against(wide)</c>: behind them not every value is possible.
    /// </summary>
    public ImmutableHashSet<ISymbol> Checked { get; init; } = ImmutableHashSet.Create<ISymbol>(SymbolEqualityComparer.Default);

    public PathState Write(ISymbol variable, Fact fact) => this with { Variables = Variables.SetItem(variable, fact) };

    public bool HasSameValues(PathState other) =>
        AreEqual(Variables, other.Variables) && AreEqual(Captures, other.Captures);

    private static bool AreEqual<TKey>(ImmutableDictionary<TKey, Fact> left, ImmutableDictionary<TKey, Fact> right)
        where TKey : notnull
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }

        if (left.Count != right.Count)
        {
            return false;
        }

        foreach (var entry in left)
        {
            if (!right.TryGetValue(entry.Key, out var other) || !entry.Value.Equals(other))
            {
                return false;
            }
        }

        return true;
    }
}
