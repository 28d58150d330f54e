using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>A finished request at the end of one path to it.</summary>
/// <param name="Request">What it holds.</param>
/// <param name="Known">The comparisons that the path has passed.</param>
/// <param name="IsDoubtful">Whether no input may take this path.</param>
/// <param name="Checked">What calls on the way may have refused.</param>
internal sealed record Arrival(RequestObject Request, ImmutableArray<Literal> Known, bool IsDoubtful, ImmutableHashSet<ISymbol> Checked)
{
    private static readonly ImmutableHashSet<ISymbol> Nothing = ImmutableHashSet.Create<ISymbol>(SymbolEqualityComparer.Default);

    /// <summary>A request that is the same on every path.</summary>
    public static Arrival Always(RequestObject request) => new(request, ImmutableArray<Literal>.Empty, false, Nothing);

    /// <summary>
    /// Whether some input surely takes this path as far as these comparisons go: nothing they compare may depend on each other, and
    /// nothing has been handed to a call that may have refused it.
    /// </summary>
    public bool IsFeasible(ImmutableArray<Literal> because)
    {
        if (IsDoubtful)
        {
            return false;
        }

        foreach (var literal in because)
        {
            if (literal.Term.Roots.Overlaps(Checked))
            {
                return false;
            }

            foreach (var other in Known)
            {
                // Whoever reads a member of something has usually ruled out that it is null.
                if (other.Term != literal.Term && !other.IsAboutNull && literal.Term.MayDependOn(other.Term))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
