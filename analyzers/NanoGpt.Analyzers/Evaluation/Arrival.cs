namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Represents a complete request at the end of one execution path.</summary>
/// <param name="Request">The request.</param>
/// <param name="Known">The comparisons that hold on the path.</param>
/// <param name="IsUncertain">Indicates that possibly no input takes the path.</param>
/// <param name="Checked">The variables that were passed to calls that may have thrown.</param>
internal sealed record Arrival(
    RequestObject Request, ImmutableArray<Literal> Known, bool IsUncertain, ImmutableHashSet<ISymbol> Checked)
{
    /// <summary>
    /// Returns whether some input certainly takes the path: the compared terms are independent of each other, and no call may
    /// have rejected their values.
    /// </summary>
    public bool IsFeasible(ImmutableArray<Literal> conditions) =>
        !IsUncertain && conditions.All(literal => !literal.Term.Roots.Overlaps(Checked) && !Known.Any(other =>
            // Code that reads a member of an object usually has ruled out that the object is null.
            other.Term != literal.Term && !other.IsAboutNull && literal.Term.MayDependOn(other.Term)));
}
