using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Model;
using NanoGpt.Schema.Rules;

namespace NanoGpt.Schema.Loading;

/// <summary>Finds branches of a price map that meet or that nothing reaches.</summary>
internal static class RateChecks
{
    /// <summary>Reports them.</summary>
    /// <param name="field">The field that the map is about.</param>
    /// <param name="branches">Its branches.</param>
    /// <param name="path">The conditions above it.</param>
    /// <param name="issues">Receives what is wrong.</param>
    public static void Check(FieldSpec field, List<Branch> branches, List<Condition> path, IssueList issues)
    {
        var conditions = new List<Condition>(path.Count + branches.Count);
        foreach (var condition in path)
        {
            if (string.Equals(condition.Field, field.Name, StringComparison.Ordinal))
            {
                conditions.Add(condition);
            }
        }

        var above = conditions.Count;
        foreach (var branch in branches)
        {
            conditions.Add(branch.Condition);
        }

        var states = FieldStates.Of(field, conditions);
        for (var i = 0; i < branches.Count; i++)
        {
            var key = branches[i].Entry.Key;
            if (!Any(states, above, above + i, -1))
            {
                issues.Add(IssueRules.RateUnreachable, key.Start, key.Length, null, Printable.Of(key.Text));
                continue;
            }

            for (var j = 0; j < i; j++)
            {
                // A value beside a comparison, or beside set, is a refinement and comes first; equals that meet are a mistake.
                if (IsComparable(branches[i].Condition, branches[j].Condition) && Any(states, above, above + i, above + j))
                {
                    issues.Add(IssueRules.RatesOverlap, key.Start, key.Length, null, Printable.Of(key.Text), Printable.Of(branches[j].Entry.Key.Text));
                    break;
                }
            }
        }
    }

    private static bool IsComparable(Condition one, Condition other) => IsComparison(one) == IsComparison(other)
        && one.Operator is not (ConditionOperator.IsSet or ConditionOperator.IsUnset)
        && other.Operator is not (ConditionOperator.IsSet or ConditionOperator.IsUnset);

    private static bool IsComparison(Condition condition) => condition.Operator >= ConditionOperator.Above;

    private static bool Any(FieldStates states, int above, int branch, int other)
    {
        for (var state = 0; state < states.Count; state++)
        {
            var holds = states.Holds(state, branch) && (other < 0 || states.Holds(state, other));
            for (var i = 0; holds && i < above; i++)
            {
                holds = states.Holds(state, i);
            }

            if (holds)
            {
                return true;
            }
        }

        return false;
    }
}
