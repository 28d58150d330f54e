using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Rules;
using NanoGpt.Schema.Yaml;

namespace NanoGpt.Schema.Binding;

/// <summary>Finds branches of a price map that meet or that nothing reaches.</summary>
internal static class RateChecks
{
    /// <summary>Reports them.</summary>
    /// <param name="field">The field that the map is about.</param>
    /// <param name="branches">Its branches.</param>
    /// <param name="path">The branches above it.</param>
    /// <param name="reported">Receives the keys of those that are wrong.</param>
    /// <param name="issues">Receives what is wrong.</param>
    public static void Check(FieldInfo field, List<Branch> branches, List<Branch> path, HashSet<YamlScalar> reported, IssueList issues)
    {
        var conditions = path.FindAll(branch => branch.Condition.Field == field.Name).ConvertAll(static branch => branch.Condition);
        var above = conditions.Count;
        conditions.AddRange(branches.Select(static branch => branch.Condition));
        var states = FieldStates.Of(field, conditions);
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
                issues.Add(IssueRules.RateUnreachable, key.Start, key.Length, null, Printable.Of(key.Text));
                reported.Add(key);
            }
            else if (overlaps[i] > 0)
            {
                var other = branches[overlaps[i] - 1].Entry.Key;
                issues.Add(IssueRules.RatesOverlap, key.Start, key.Length, null, Printable.Of(key.Text), Printable.Of(other.Text));
                reported.Add(key);
            }
        }
    }

    // Notes which branches hold in a state, and for each the first of its kind that holds too, counted from 1. A value beside a
    // comparison, or beside set, is a refinement and comes first; two of one kind that meet are a mistake.
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
