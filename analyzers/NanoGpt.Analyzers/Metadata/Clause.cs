using System.Collections.Immutable;

namespace NanoGpt.Analyzers.Metadata;

/// <summary>A test on one property. Its values are spelled as in the notation; a text's without its quotes.</summary>
internal sealed record Clause(string Property, ClauseKind Kind, ImmutableArray<string> Values)
{
    /// <summary>As messages say it: <c>Resolution = R720p or R1080p</c>, <c>Duration >= 8</c>, <c>Image</c>, <c>no Image</c>.</summary>
    public override string ToString() => Kind switch
    {
        ClauseKind.IsSet => Property,
        ClauseKind.IsUnset => "no " + Property,
        ClauseKind.Above => $"{Property} > {Values[0]}",
        ClauseKind.AtLeast => $"{Property} >= {Values[0]}",
        ClauseKind.Below => $"{Property} < {Values[0]}",
        ClauseKind.AtMost => $"{Property} <= {Values[0]}",
        _ => $"{Property} = {string.Join(" or ", Values)}",
    };
}
