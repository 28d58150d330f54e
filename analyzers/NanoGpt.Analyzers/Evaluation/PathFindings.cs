using NanoGpt.Analyzers.Rules;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Combines the findings about a request on several paths.</summary>
internal static class PathFindings
{
    /// <summary>
    /// Returns the findings to report. A finding on some of the paths is a warning at most, and its message names the condition.
    /// </summary>
    public static IEnumerable<RequestDiagnostic> Combine(
        ImmutableArray<Arrival> arrivals, Func<RequestView, List<RequestDiagnostic>> check)
    {
        var found = arrivals.Select(arrival => check(new RequestView(arrival.Request, arrival.Known))).ToList();
        var common = arrivals[0].Known.Where(literal => arrivals.All(arrival => arrival.Known.Contains(literal))).ToList();
        foreach (var group in Distinct(found))
        {
            var findings = arrivals.Zip(found, (arrival, onPath) => (Arrival: arrival, Finding: Find(onPath, group)))
                .Where(static pair => pair.Finding is not null).ToList();
            var isEverywhere = findings.Count == arrivals.Length;
            foreach (var sameMessage in findings.GroupBy(static pair => pair.Finding!.Message, StringComparer.Ordinal))
            {
                var first = sameMessage.First().Finding!;
                var isOnlyMessage = isEverywhere && sameMessage.Count() == findings.Count;
                var reasons = isOnlyMessage ? [] : GetReasons(sameMessage.Select(static pair => pair.Arrival), common);
                if (isEverywhere && reasons.Count == 0)
                {
                    yield return first;
                }
                else if (reasons.Count > 0)
                {
                    yield return first with
                    {
                        Message = $"When {string.Join(" or ", reasons)}: {first.Message}",
                        Severity = isEverywhere ? first.Severity : Downgrade(first.Severity ?? first.Descriptor.DefaultSeverity),
                    };
                }
            }
        }

        foreach (var finding in CheckDefaults(arrivals, found, check))
        {
            yield return finding;
        }
    }

    private static DiagnosticSeverity Downgrade(DiagnosticSeverity severity) =>
        severity == DiagnosticSeverity.Error ? DiagnosticSeverity.Warning : severity;

    /// <summary>Returns whether two findings on two paths have the same rule and key.</summary>
    public static bool IsSame(RequestDiagnostic left, RequestDiagnostic right) =>
        left.Descriptor == right.Descriptor && string.Equals(left.Key, right.Key, StringComparison.Ordinal);

    private static RequestDiagnostic? Find(List<RequestDiagnostic> findings, RequestDiagnostic finding) =>
        findings.Find(other => IsSame(finding, other));

    private static List<RequestDiagnostic> Distinct(List<List<RequestDiagnostic>> found)
    {
        var distinct = new List<RequestDiagnostic>();
        foreach (var finding in found.SelectMany(static findings => findings))
        {
            if (Find(distinct, finding) is null)
            {
                distinct.Add(finding);
            }
        }

        return distinct;
    }

    // Returns the conditions of the feasible paths without the comparisons that hold on all paths.
    private static List<string> GetReasons(IEnumerable<Arrival> arrivals, List<Literal> common)
    {
        var paths = new List<(ImmutableArray<Literal> Conditions, Arrival Arrival)>();
        foreach (var arrival in arrivals)
        {
            Add(paths, arrival.Known.RemoveAll(common.Contains), arrival);
        }

        return paths
            .Where(static path => !path.Conditions.IsEmpty && path.Arrival.IsFeasible(path.Conditions))
            .Select(static path => string.Join(" and ", path.Conditions))
            .Distinct(StringComparer.Ordinal).ToList();
    }

    // Merges two paths whose conditions differ only in one comparison and its negation.
    private static void Add(
        List<(ImmutableArray<Literal> Conditions, Arrival Arrival)> paths, ImmutableArray<Literal> conditions, Arrival arrival)
    {
        for (var i = 0; i < paths.Count; i++)
        {
            var (other, origin) = paths[i];
            var only = conditions.Where(literal => !other.Contains(literal)).ToList();
            if (other.Length == conditions.Length && (only.Count == 0 || (only.Count == 1 && other.Any(only[0].IsOpposite))))
            {
                paths.RemoveAt(i);
                Add(paths, only.Count == 0 ? conditions : conditions.Remove(only[0]), origin.IsUncertain ? arrival : origin);
                return;
            }
        }

        paths.Add((conditions, arrival));
    }

    // An omitted argument has the default of its parameter, so that a path with the default exists.
    private static IEnumerable<RequestDiagnostic> CheckDefaults(
        ImmutableArray<Arrival> arrivals, List<List<RequestDiagnostic>> found, Func<RequestView, List<RequestDiagnostic>> check)
    {
        var reported = Distinct(found);
        for (var i = 0; i < arrivals.Length; i++)
        {
            var defaults = GetDefaults(arrivals[i]);
            if (defaults.IsEmpty || !arrivals[i].IsFeasible(defaults))
            {
                continue;
            }

            var known = arrivals[i].Known.AddRange(defaults);
            foreach (var finding in check(new RequestView(arrivals[i].Request, known)))
            {
                if (Find(reported, finding) is not null)
                {
                    continue;
                }

                reported.Add(finding);
                var conditions = defaults
                    .Where(literal => finding.PropertyNames.Any(property => Holds(arrivals[i].Request, property, literal.Term)))
                    .Select(static literal => $"{literal} (its default)");
                yield return finding with
                {
                    Message = $"When {string.Join(" and ", conditions)}: {finding.Message}",
                    Severity = Downgrade(finding.Severity ?? finding.Descriptor.DefaultSeverity),
                };
            }
        }
    }

    private static ImmutableArray<Literal> GetDefaults(Arrival arrival)
    {
        var defaults = ImmutableArray.CreateBuilder<Literal>();
        for (var i = 0; i < arrival.Request.Assigned.Count; i++)
        {
            var assignment = arrival.Request.Assigned[i].Value;
            // A null default means that no value was specified.
            if (assignment.Fact is Fact.SameAs { Term: var term }
                && term.Symbol is IParameterSymbol { HasExplicitDefaultValue: true, ExplicitDefaultValue: { } value })
            {
                var literal = Literal.Create(term, Relation.Equal, value);
                if (KnownComparisons.Decide(arrival.Known, literal) is null && !defaults.Contains(literal))
                {
                    defaults.Add(literal);
                }
            }
        }

        return defaults.ToImmutable();
    }

    private static bool Holds(RequestObject request, string property, Term term) =>
        request.Assigned.Find(property)?.Fact is Fact.SameAs same && same.Term == term;
}
