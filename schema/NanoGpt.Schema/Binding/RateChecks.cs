using NanoGpt.Schema.Rules;

namespace NanoGpt.Schema.Binding;

/// <summary>Finds overlapping and unreachable branches of a price map.</summary>
internal static class RateChecks
{
    /// <param name="field">The field of the map.</param>
    /// <param name="branches">The branches of the map.</param>
    /// <param name="path">The branches that contain the map.</param>
    /// <param name="reported">The set that receives the keys of reported branches.</param>
    /// <param name="issues">The list that receives the issues.</param>
    public static void Check(
        FieldInfo field, List<Branch> branches, List<Branch> path, HashSet<YamlScalar> reported, IssueList issues)
    {
        var conditions = path.Select(static branch => branch.Condition)
            .Where(condition => condition.Field == field.Name).ToList();
        var above = conditions.Count;
        conditions.AddRange(branches.Select(static branch => branch.Condition));
        var states = new FieldStates(field, conditions);
        var isReached = new bool[branches.Count];
        var overlaps = new int[branches.Count];
        for (var state = 0; state < states.Count; state++)
        {
            if (Enumerable.Range(0, above).All(condition => states.Holds(state, condition)))
            {
                Visit(states, state, above, branches, isReached, overlaps);
            }
        }

        for (var i = 0; i < branches.Count; i++)
        {
            var key = branches[i].Entry.Key;
            if (!isReached[i])
            {
                issues.Report(IssueRules.RateUnreachable, key, Printable.Of(key.Text));
                reported.Add(key);
            }
            else if (overlaps[i] > 0)
            {
                var other = branches[overlaps[i] - 1].Entry.Key;
                issues.Report(IssueRules.RatesOverlap, key, Printable.Of(key.Text), Printable.Of(other.Text));
                reported.Add(key);
            }
        }
    }

    // Records the branches that hold in a state, and for each of them the first other branch of its kind, counted from 1. A value
    // next to a comparison or to "set" is a refinement with priority. Two branches of one kind must not overlap.
    private static void Visit(FieldStates states, int state, int above, List<Branch> branches, bool[] isReached, int[] overlaps)
    {
        var firstValue = 0;
        var firstComparison = 0;
        for (var i = 0; i < branches.Count; i++)
        {
            if (!states.Holds(state, above + i))
            {
                continue;
            }

            isReached[i] = true;
            switch (branches[i].Condition.Operator)
            {
                case ConditionOperator.IsSet or ConditionOperator.IsUnset:
                    break;
                case ConditionOperator.IsOneOf:
                    overlaps[i] = overlaps[i] > 0 ? overlaps[i] : firstValue;
                    firstValue = firstValue > 0 ? firstValue : i + 1;
                    break;
                default:
                    overlaps[i] = overlaps[i] > 0 ? overlaps[i] : firstComparison;
                    firstComparison = firstComparison > 0 ? firstComparison : i + 1;
                    break;
            }
        }
    }
}
