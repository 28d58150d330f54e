using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Rules;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Weighs what rules say about a request on each path: broken on every path, on some path, or not known to be.</summary>
internal static class Verdict
{
    /// <summary>The findings to report; on some paths only, they say when and are no errors.</summary>
    public static IEnumerable<RequestDiagnostic> Of(ImmutableArray<Arrival> arrivals, Func<RequestView, List<RequestDiagnostic>> check)
    {
        var found = arrivals.Select(arrival => check(new RequestView(arrival.Request, arrival.Known))).ToList();
        var common = arrivals[0].Known.Where(literal => arrivals.All(arrival => arrival.Known.Contains(literal))).ToList();
        foreach (var group in Groups(found))
        {
            var broken = Enumerable.Range(0, found.Count).Where(i => found[i].Any(finding => IsSame(finding, group))).ToList();
            var isEverywhere = broken.Count == arrivals.Length;
            var findings = broken.Select(i => (Arrival: arrivals[i], RequestDiagnostic: found[i].First(finding => IsSame(finding, group)))).ToList();
            foreach (var wording in findings.GroupBy(static pair => pair.RequestDiagnostic.Message, StringComparer.Ordinal))
            {
                var first = wording.First().RequestDiagnostic;
                if (isEverywhere && wording.Count() == findings.Count)
                {
                    yield return first;
                    continue;
                }

                var reasons = Reasons(wording.Select(static pair => pair.Arrival), common);
                if (isEverywhere && reasons.Count == 0)
                {
                    yield return first;
                }
                else if (reasons.Count > 0)
                {
                    yield return first with
                    {
                        Message = $"When {string.Join(" or ", reasons)}: {first.Message}",
                        Severity = isEverywhere ? first.Severity : Weaker(first.Severity ?? first.Descriptor.DefaultSeverity),
                    };
                }
            }
        }

        foreach (var finding in WithDefaults(arrivals, found, check))
        {
            yield return finding;
        }
    }

    private static DiagnosticSeverity Weaker(DiagnosticSeverity severity) =>
        severity == DiagnosticSeverity.Error ? DiagnosticSeverity.Warning : severity;

    /// <summary>Whether two findings are the same one on two paths.</summary>
    public static bool IsSame(RequestDiagnostic left, RequestDiagnostic right) =>
        left.Descriptor == right.Descriptor && string.Equals(left.Key, right.Key, StringComparison.Ordinal);

    private static List<RequestDiagnostic> Groups(List<List<RequestDiagnostic>> found)
    {
        var groups = new List<RequestDiagnostic>();
        foreach (var finding in found.SelectMany(static findings => findings))
        {
            if (!groups.Exists(group => IsSame(group, finding)))
            {
                groups.Add(finding);
            }
        }

        return groups;
    }

    // The conditions of those paths that some input surely takes, without what holds on every path anyway.
    private static List<string> Reasons(IEnumerable<Arrival> arrivals, List<Literal> common)
    {
        var ways = new List<(ImmutableArray<Literal> Because, Arrival Arrival)>();
        foreach (var arrival in arrivals)
        {
            Add(ways, arrival.Known.RemoveAll(common.Contains), arrival);
        }

        return ways
            .Where(static way => !way.Because.IsEmpty && way.Arrival.IsFeasible(way.Because))
            .Select(static way => string.Join(" and ", way.Because))
            .Distinct(StringComparer.Ordinal).ToList();
    }

    // Two ways that differ in one comparison that holds here and fails there are one way without it.
    private static void Add(List<(ImmutableArray<Literal> Because, Arrival Arrival)> ways, ImmutableArray<Literal> because, Arrival arrival)
    {
        for (var i = 0; i < ways.Count; i++)
        {
            var (other, origin) = ways[i];
            var only = because.Where(literal => !other.Contains(literal)).ToList();
            if (other.Length == because.Length && (only.Count == 0 || (only.Count == 1 && other.Any(only[0].IsOpposite))))
            {
                ways.RemoveAt(i);
                Add(ways, only.Count == 0 ? because : because.Remove(only[0]), origin.IsDoubtful ? arrival : origin);
                return;
            }
        }

        ways.Add((because, arrival));
    }

    // A parameter that the caller leaves out has its default, so a path on which that breaks a rule does exist.
    private static IEnumerable<RequestDiagnostic> WithDefaults(
        ImmutableArray<Arrival> arrivals, List<List<RequestDiagnostic>> found, Func<RequestView, List<RequestDiagnostic>> check)
    {
        var reported = Groups(found);
        for (var i = 0; i < arrivals.Length; i++)
        {
            var defaults = Defaults(arrivals[i]);
            if (defaults.IsEmpty || !arrivals[i].IsFeasible(defaults))
            {
                continue;
            }

            var known = arrivals[i].Known.AddRange(defaults);
            foreach (var finding in check(new RequestView(arrivals[i].Request, known)))
            {
                if (reported.Exists(other => IsSame(other, finding)))
                {
                    continue;
                }

                reported.Add(finding);
                var because = defaults.Where(literal => finding.Concerns.Any(property => Holds(arrivals[i].Request, property, literal.Term)));
                yield return finding with
                {
                    Message = $"When {string.Join(" and ", because.Select(static literal => $"{literal} (its default)"))}: {finding.Message}",
                    Severity = Weaker(finding.Severity ?? finding.Descriptor.DefaultSeverity),
                };
            }
        }
    }

    private static ImmutableArray<Literal> Defaults(Arrival arrival)
    {
        var defaults = ImmutableArray.CreateBuilder<Literal>();
        for (var i = 0; i < arrival.Request.Assigned.Count; i++)
        {
            var assignment = arrival.Request.Assigned[i].Value;
            // Null is how a caller says nothing, not a value that somebody chose.
            if (assignment.Fact is Fact.SameAs { Term: { Symbol: IParameterSymbol { HasExplicitDefaultValue: true, ExplicitDefaultValue: { } value } } term })
            {
                var literal = Literal.Of(term, Relation.Equal, value);
                if (Knowledge.Decide(arrival.Known, literal) is null && !defaults.Contains(literal))
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
