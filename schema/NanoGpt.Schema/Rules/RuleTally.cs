using NanoGpt.Evaluation;

namespace NanoGpt.Schema.Rules;

/// <summary>Records the results of rules and the valid states of fields over all combinations of states.</summary>
internal sealed class RuleTally(List<StateRule> rules, FieldStates[] states)
{
    private readonly Tally[] tallies = [.. rules.Select(_ => new Tally(rules.Count))];
    private readonly bool[][] reached = Array.ConvertAll(states, static field => new bool[field.Count]);
    private bool anyValid;

    public void Count(int[] current)
    {
        var isValid = true;
        for (var i = 0; i < rules.Count; i++)
        {
            var tally = tallies[i];
            tally.AppliesNow = rules[i].Applies(current, states);
            tally.IsBrokenNow = tally.AppliesNow && !rules[i].IsSatisfied(current, states);
            tally.Applied |= tally.AppliesNow;
            tally.Broken |= tally.IsBrokenNow;
            tally.Kept |= !tally.IsBrokenNow;
            isValid &= !tally.IsBrokenNow || rules[i].Rule.IsWarning;
        }

        foreach (var tally in tallies)
        {
            if (tally.AppliesNow && !tally.IsBrokenNow)
            {
                tally.Followed = true;
                for (var j = 0; j < tallies.Length; j++)
                {
                    tally.KeptTogether[j] |= !tallies[j].IsBrokenNow;
                }
            }
        }

        for (var i = 0; isValid && i < current.Length; i++)
        {
            reached[i][current[i]] = true;
        }

        anyValid |= isValid;
    }

    public void Report(List<FieldInfo> fields, List<RuleFinding> findings)
    {
        var hasErrors = false;
        for (var i = 0; i < rules.Count; i++)
        {
            hasErrors |= ReportAlone(i, fields, findings);
        }

        for (var i = 0; i < rules.Count; i++)
        {
            for (var j = i + 1; j < rules.Count; j++)
            {
                if (Excludes(i, j) || Excludes(j, i))
                {
                    var (first, second) = Excludes(i, j) ? (i, j) : (j, i);
                    findings.Add(new RuleFinding(RuleFindingKind.Contradiction, rules[first].Rule, rules[second].Rule));
                    hasErrors = true;
                }
            }
        }

        // Consequences of a contradiction are not reported.
        if (hasErrors)
        {
            return;
        }

        if (!anyValid)
        {
            findings.Add(new RuleFinding(RuleFindingKind.NoValidRequest, rules[0].Rule));
            return;
        }

        for (var i = 0; i < fields.Count; i++)
        {
            ReportUnreached(fields[i], states[i], reached[i], findings);
        }
    }

    private bool ReportAlone(int index, List<FieldInfo> fields, List<RuleFinding> findings)
    {
        var rule = rules[index].Rule;
        if (!tallies[index].Applied)
        {
            findings.Add(new RuleFinding(RuleFindingKind.NeverApplies, rule));
        }
        else if (!tallies[index].Broken)
        {
            findings.Add(new RuleFinding(RuleFindingKind.WithoutEffect, rule));
        }
        else if (!tallies[index].Kept)
        {
            var required = Forbidden(rule, fields);
            var kind = required is null ? RuleFindingKind.AlwaysBroken : RuleFindingKind.ForbidsRequired;
            findings.Add(new RuleFinding(kind, rule, null, required));
            return true;
        }

        return false;
    }

    private bool Excludes(int one, int other) =>
        !rules[one].Rule.IsWarning && !rules[other].Rule.IsWarning
        && tallies[one].Followed && tallies[other].Kept && tallies[one].Kept && !tallies[one].KeptTogether[other];

    private static FieldInfo? Forbidden(RuleInfo rule, List<FieldInfo> fields) => rule.Kind != RuleKind.Forbid ? null
        : rule.Conditions.Where(static condition => condition.Operator == ConditionOperator.IsSet)
            .Select(condition => fields.Find(field => field.IsRequired && field.Name == condition.Field))
            .FirstOrDefault(static field => field is not null);

    private void ReportUnreached(FieldInfo field, FieldStates fieldStates, bool[] isReached, List<RuleFinding> findings)
    {
        if (field.Fixed is not null)
        {
            return;
        }

        var values = Values(field);
        var lost = values.FindAll(value =>
            fieldStates.StateOf(RequestValue.Of(value)) is var state and >= 0 && !isReached[state]);

        if (values.Count > 0 ? lost.Count == values.Count : NeverSet(fieldStates, isReached))
        {
            findings.Add(new RuleFinding(RuleFindingKind.Unreachable, FirstAbout(field), null, field));
            return;
        }

        var rule = FirstAbout(field);
        findings.AddRange(lost.Select(value => new RuleFinding(RuleFindingKind.Unreachable, rule, null, field, value.Text)));
    }

    private static List<Scalar> Values(FieldInfo field) => field.List is not null ? []
        : field.Type == FieldType.Boolean ? [Scalar.Of(true), Scalar.Of(false)]
        : field.IsOpen ? [] : [.. field.Values.Select(value => FieldDomain.ScalarOf(field, value))];

    private static bool NeverSet(FieldStates fieldStates, bool[] isReached)
    {
        for (var state = 0; state < isReached.Length; state++)
        {
            if (isReached[state] && fieldStates.IncludesSet(state))
            {
                return false;
            }
        }

        return true;
    }

    private RuleInfo FirstAbout(FieldInfo field) =>
        (rules.Find(rule => StateRule.Conditions(rule.Rule).Exists(condition => condition.Field == field.Name))
            ?? rules[0]).Rule;

    private sealed class Tally(int count)
    {
        public bool Applied;
        public bool Broken;
        public bool Kept;
        public bool Followed;
        public bool AppliesNow;
        public bool IsBrokenNow;

        // For each rule: both were kept in one combination to which this rule applied.
        public readonly bool[] KeptTogether = new bool[count];
    }
}
