namespace NanoGpt.Schema.Rules;

/// <summary>Represents a rule with conditions that are indexes in a <see cref="StateSpace"/>.</summary>
internal sealed class StateRule(RuleInfo rule, StateCondition[] when, StateCondition[] requirements)
{
    public RuleInfo Rule => rule;

    public static List<ConditionInfo> Conditions(RuleInfo rule) => [.. rule.When, .. rule.Requirements];

    public bool Applies(int[] current, FieldStates[] states) => StateSpace.AllHold(when, current, states);

    public bool IsSatisfied(int[] current, FieldStates[] states)
    {
        var held = 0;
        foreach (var (field, condition) in requirements)
        {
            held += states[field].Holds(current[field], condition) ? 1 : 0;
        }

        return rule.IsSatisfied(held);
    }
}
