using System.Collections.Immutable;
using NanoGpt.Analyzers.Rules;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>
/// Tries every combination of the values that a request's properties may have, whether or not a path leads there. Where all give the
/// same findings, usually none, nobody needs the paths.
/// </summary>
internal static class Alternatives
{
    // Walking the paths is cheaper than this many checks.
    private const int MaxCombinations = 48;

    /// <summary>Whether the findings are the same for every combination; false also if that would take too long to tell.</summary>
    public static bool AllGive(List<RequestDiagnostic> findings, RequestObject request)
    {
        var combinations = 1;
        for (var i = 0; i < request.Assigned.Count; i++)
        {
            combinations *= request.Assigned[i].Value.Fact is Fact.OneOf choice ? choice.Facts.Length : 1;
            if (combinations > MaxCombinations)
            {
                return false;
            }
        }

        for (var number = 0; number < combinations; number++)
        {
            var view = new RequestView(Combination(request, number), ImmutableArray<Literal>.Empty);
            if (!AreSame(findings, RequestRules.Check(view)) || view.HasOpenQuestions)
            {
                return false;
            }
        }

        return true;
    }

    private static RequestObject Combination(RequestObject request, int number)
    {
        for (var i = 0; i < request.Assigned.Count; i++)
        {
            if (request.Assigned[i].Value is { Fact: Fact.OneOf { Facts: var facts } } assignment)
            {
                request = request.With(request.Assigned[i].Key, assignment with { Fact = facts[number % facts.Length] });
                number /= facts.Length;
            }
        }

        return request;
    }

    private static bool AreSame(List<RequestDiagnostic> left, List<RequestDiagnostic> right) =>
        left.Count == right.Count
        && left.TrueForAll(finding => right.Exists(other => Verdict.IsSame(finding, other) && string.Equals(finding.Message, other.Message, StringComparison.Ordinal)));
}
