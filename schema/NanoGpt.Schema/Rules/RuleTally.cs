using NanoGpt.Evaluation;

namespace NanoGpt.Schema.Rules;

/// <summary>Counts what happened to rules and states over all combinations.</summary>
internal sealed class RuleTally
{
    private readonly List<CompiledRule> rules;
    private readonly FieldStates[] states;
    private readonly bool[] applied;
    private readonly bool[] broken;
    private readonly bool[] kept;
    private readonly bool[] followed;
    private readonly bool[][] together;
    private readonly bool[][] reached;
    private readonly bool[] appliesNow;
    private readonly bool[] brokenNow;
    private bool anyValid;

    public RuleTally(List<CompiledRule> rules, FieldStates[] states)
    {
        this.rules = rules;
        this.states = states;
        var count = rules.Count;
        applied = new bool[count];
        broken = new bool[count];
        kept = new bool[count];
        followed = new bool[count];
        together = new bool[count][];
        for (var i = 0; i < count; i++)
        {
            together[i] = new bool[count];
        }

        appliesNow = new bool[count];
        brokenNow = new bool[count];
        reached = new bool[states.Length][];
        for (var i = 0; i < reached.Length; i++)
        {
            reached[i] = new bool[states[i].Count];
        }
    }

    public void Count(int[] current)
    {
        var isValid = true;
        for (var i = 0; i < rules.Count; i++)
        {
            appliesNow[i] = rules[i].Applies(current, states);
            brokenNow[i] = appliesNow[i] && !rules[i].IsKept(current, states);
            applied[i] |= appliesNow[i];
            broken[i] |= brokenNow[i];
            kept[i] |= !brokenNow[i];
            isValid &= !brokenNow[i] || rules[i].Rule.IsWarning;
        }

        for (var i = 0; i < rules.Count; i++)
        {
            if (appliesNow[i] && !brokenNow[i])
            {
                followed[i] = true;
                for (var j = 0; j < rules.Count; j++)
                {
                    together[i][j] |= !brokenNow[j];
                }
            }
        }

        if (isValid)
        {
            anyValid = true;
            for (var i = 0; i < current.Length; i++)
            {
                reached[i][current[i]] = true;
            }
        }
    }

    public void Report(List<FieldInfo> fields, List<RuleFinding> findings)
    {
        var isOdd = false;
        for (var i = 0; i < rules.Count; i++)
        {
            isOdd |= ReportAlone(i, fields, findings);
        }

        for (var i = 0; i < rules.Count; i++)
        {
            for (var j = i + 1; j < rules.Count; j++)
            {
                if (Excludes(i, j) || Excludes(j, i))
                {
                    var (first, second) = Excludes(i, j) ? (i, j) : (j, i);
                    findings.Add(new RuleFinding(RuleFindingKind.Contradiction, rules[first].Rule, rules[second].Rule));
                    isOdd = true;
                }
            }
        }

        // What follows from a contradiction is not worth a word of its own.
        if (isOdd)
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
        if (!applied[index])
        {
            findings.Add(new RuleFinding(RuleFindingKind.NeverApplies, rule));
        }
        else if (!broken[index])
        {
            findings.Add(new RuleFinding(RuleFindingKind.WithoutEffect, rule));
        }
        else if (!kept[index])
        {
            var required = Forbidden(rule, fields);
            findings.Add(new RuleFinding(required is null ? RuleFindingKind.AlwaysBroken : RuleFindingKind.ForbidsRequired, rule, null, required));
            return true;
        }

        return false;
    }

    private bool Excludes(int one, int other) =>
        !rules[one].Rule.IsWarning && !rules[other].Rule.IsWarning
        && followed[one] && kept[other] && kept[one] && !together[one][other];

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
        var lost = new List<string>();
        foreach (var value in values)
        {
            var state = fieldStates.StateOf(RequestValue.Of(value));
            if (state >= 0 && !isReached[state])
            {
                lost.Add(value.Text);
            }
        }

        if (values.Count > 0 ? lost.Count == values.Count : NeverSet(fieldStates, isReached))
        {
            findings.Add(new RuleFinding(RuleFindingKind.Unreachable, FirstAbout(field), null, field));
            return;
        }

        foreach (var value in lost)
        {
            findings.Add(new RuleFinding(RuleFindingKind.Unreachable, FirstAbout(field), null, field, value));
        }
    }

    private static List<Scalar> Values(FieldInfo field) => field.List is not null ? []
        : field.Type == FieldType.Boolean ? [Scalar.Of(true), Scalar.Of(false)]
        : field.IsOpen ? [] : [.. field.Values.Select(value => FieldDomain.ScalarOf(field, value))];

    private static bool NeverSet(FieldStates fieldStates, bool[] isReached) =>
        !isReached.Where((reached, state) => reached && fieldStates.IncludesSet(state)).Any();

    private RuleInfo FirstAbout(FieldInfo field) =>
        (rules.Find(rule => CompiledRule.Conditions(rule.Rule).Exists(condition => condition.Field == field.Name)) ?? rules[0]).Rule;
}
