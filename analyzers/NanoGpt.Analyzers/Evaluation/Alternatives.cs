using NanoGpt.Analyzers.Rules;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Checks all combinations of possible property values. The control-flow graph is not required if all agree.</summary>
internal static class Alternatives
{
    // Above this number, the analysis of the control-flow graph is faster.
    private const int MaxCombinations = 48;

    /// <summary>Returns whether all combinations have the same findings, or false if there are too many.</summary>
    public static bool AllProduce(List<RequestDiagnostic> findings, RequestObject request)
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
            if (!AreSame(findings, RequestRules.Check(view)) || view.RequiresFlow)
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
        && left.TrueForAll(finding =>
            right.Exists(other => PathFindings.IsSame(finding, other) && finding.Message == other.Message));
}
