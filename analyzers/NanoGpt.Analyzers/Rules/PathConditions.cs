using NanoGpt.Analyzers.Evaluation;

namespace NanoGpt.Analyzers.Rules;

/// <summary>Describes the conditions under which the paths to a request are taken.</summary>
/// <param name="arrivals">The requests at the ends of all paths.</param>
/// <param name="terms">The terms of the body.</param>
internal sealed class PathConditions(IReadOnlyList<Arrival> arrivals, Terms terms)
{
    /// <summary>
    /// Returns whether certainly some execution takes a path. Callers control all conditions that distinguish the path from the
    /// others, no code may have rejected their values, and the path has no other operations than the others.
    /// </summary>
    public bool IsWitness(Arrival arrival) =>
        !arrival.State.IsUncertain && arrivals.All(other => other.State.Trace == arrival.State.Trace)
        && Conditions(arrival).All(condition => condition.Term is { IsInput: true } term
            && arrival.State.Doubtful.Find(term.Id) is null && term.IsPossible(condition.Values));

    /// <summary>Returns a text for each path that some execution takes, or for several of them.</summary>
    public List<string> Describe(IEnumerable<Arrival> some)
    {
        var paths = new List<List<(Term Term, ValueSet Values)>>();
        foreach (var arrival in some.Where(IsWitness))
        {
            Add(paths, Conditions(arrival));
        }

        return paths.Where(static path => path.Count > 0)
            .Select(static path => string.Join(" and ",
                path.Select(static condition => condition.Term.Describe(condition.Values))))
            .Distinct(StringComparer.Ordinal).ToList();
    }

    // The conditions that do not hold on all paths.
    private List<(Term Term, ValueSet Values)> Conditions(Arrival arrival) =>
        arrival.State.Assumed.Entries().ConvertAll(entry => (Term: terms[entry.Key], entry.Value))
            .FindAll(condition => !arrivals.All(other => other.State.ValuesOf(condition.Term).Equals(condition.Value)));

    // Merges two paths that differ in the values of one term.
    private static void Add(List<List<(Term Term, ValueSet Values)>> paths, List<(Term Term, ValueSet Values)> conditions)
    {
        for (var i = 0; i < paths.Count; i++)
        {
            var other = paths[i];
            var differences = Enumerable.Range(0, conditions.Count).Where(index => !other.Contains(conditions[index])).ToList();
            if (other.Count != conditions.Count || differences.Count > 1
                || (differences.Count == 1 && other[differences[0]].Term != conditions[differences[0]].Term))
            {
                continue;
            }

            paths.RemoveAt(i);
            foreach (var index in differences)
            {
                var (term, values) = conditions[index];
                var union = values.Union(other[index].Values);
                conditions.RemoveAt(index);
                if (!union.Equals(term.Values))
                {
                    conditions.Insert(index, (term, union));
                }
            }

            Add(paths, conditions);
            return;
        }

        paths.Add(conditions);
    }
}
