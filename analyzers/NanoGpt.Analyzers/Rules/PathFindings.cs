using NanoGpt.Analyzers.Evaluation;

namespace NanoGpt.Analyzers.Rules;

/// <summary>Combines the findings about a request in the states of several paths.</summary>
internal static class PathFindings
{
    /// <summary>
    /// Returns the findings to report. A finding on all paths is an error. A finding on some of the paths is a warning if
    /// certainly some execution takes such a path, and its message names the condition.
    /// </summary>
    public static IEnumerable<RequestDiagnostic> Combine(
        IReadOnlyList<Arrival> arrivals, Terms terms, Func<RequestView, List<RequestDiagnostic>> check)
    {
        var found = arrivals.Select(arrival => check(new RequestView(arrival.Request, arrival.State))).ToList();
        var paths = new PathConditions(arrivals, terms);
        foreach (var group in Distinct(found))
        {
            var findings = arrivals.Zip(found, (arrival, onPath) => (Arrival: arrival, Finding: Find(onPath, group)))
                .Where(static pair => pair.Finding is not null).ToList();
            var isEverywhere = findings.Count == arrivals.Count;
            foreach (var sameMessage in findings.GroupBy(static pair => pair.Finding!.Message, StringComparer.Ordinal))
            {
                var first = Supplement(sameMessage.First().Finding!, sameMessage.Select(static pair => pair.Arrival.Request));
                var isOnlyMessage = isEverywhere && sameMessage.Count() == findings.Count;
                var reasons = isOnlyMessage ? [] : paths.Describe(sameMessage.Select(static pair => pair.Arrival));
                if (isEverywhere && reasons.Count == 0)
                {
                    yield return first;
                }
                else if (reasons.Count > 0)
                {
                    yield return Conditional(first, string.Join(" or ", reasons), isCertain: isEverywhere);
                }
            }
        }

        foreach (var finding in CheckDefaults(arrivals, paths, Distinct(found), check))
        {
            yield return finding;
        }
    }

    private static RequestDiagnostic Supplement(RequestDiagnostic finding, IEnumerable<RequestObject> requests) =>
        finding.Supplement is { } supplement
            ? finding with { Message = finding.Message + supplement(requests.Aggregate(static (left, right) =>
                left.Join(right))) }
            : finding;

    private static RequestDiagnostic Conditional(RequestDiagnostic finding, string condition, bool isCertain)
    {
        var severity = finding.Severity ?? finding.Descriptor.DefaultSeverity;
        return finding with
        {
            Message = $"When {condition}: {finding.Message}",
            Severity = severity == DiagnosticSeverity.Error && !isCertain ? DiagnosticSeverity.Warning : severity,
        };
    }

    // Two findings on two paths are the same if they have the same rule and key.
    private static RequestDiagnostic? Find(List<RequestDiagnostic> findings, RequestDiagnostic finding) => findings.Find(other =>
        finding.Descriptor == other.Descriptor && string.Equals(finding.Key, other.Key, StringComparison.Ordinal));

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

    // An omitted argument has the default of its parameter, so that a path with the default exists.
    private static IEnumerable<RequestDiagnostic> CheckDefaults(
        IReadOnlyList<Arrival> arrivals, PathConditions paths, List<RequestDiagnostic> reported,
        Func<RequestView, List<RequestDiagnostic>> check)
    {
        foreach (var arrival in arrivals)
        {
            var defaults = GetDefaults(arrival).ToList();
            var narrowed = defaults.Aggregate((PathState?)arrival.State, static (state, pair) =>
                state?.Assume(pair.Term, pair.Value));
            if (defaults.Count == 0 || narrowed is null || !paths.IsWitness(arrival)
                || defaults.Exists(pair => arrival.State.Doubtful.Find(pair.Term.Id) is not null))
            {
                continue;
            }

            foreach (var finding in check(new RequestView(arrival.Request, narrowed)).Where(finding =>
                Find(reported, finding) is null))
            {
                reported.Add(finding);
                var conditions = defaults.Where(pair => finding.PropertyNames.Contains(pair.Property))
                    .Select(static pair => $"{pair.Term.Describe(pair.Value)} (its default)").Distinct();
                yield return Conditional(finding, string.Join(" and ", conditions), isCertain: false);
            }
        }
    }

    // The parameters that are the values of properties. A null default means that no value was specified.
    private static IEnumerable<(string Property, Term Term, ValueSet Value)> GetDefaults(Arrival arrival)
    {
        for (var i = 0; i < arrival.Request.Assigned.Count; i++)
        {
            var (property, assignment) = (arrival.Request.Assigned[i].Key, arrival.Request.Assigned[i].Value);
            if (assignment.Fact is Fact.SameAs { Term: { IsInput: true } term }
                && term.Symbol is IParameterSymbol { HasExplicitDefaultValue: true, ExplicitDefaultValue: { } value }
                && term.Values.Equal(value) is { } set && !arrival.State.ValuesOf(term).Equals(set))
            {
                yield return (property, term, set);
            }
        }
    }
}
