namespace NanoGpt.Schema.Rules;

/// <summary>Represents rules with common fields.</summary>
internal sealed class RuleGroup(StateSpace space)
{
    private readonly List<CompiledRule> rules = [];

    /// <summary>Splits rules into groups without common fields.</summary>
    public static List<RuleGroup> Split(IReadOnlyList<FieldInfo> inputs, IReadOnlyList<RuleInfo> rules)
    {
        var byName = StateSpace.ByName(inputs);

        // Union-find over fields: each points to another of its group, the last to itself.
        var leader = Enumerable.Range(0, inputs.Count).ToArray();
        foreach (var rule in rules)
        {
            var first = -1;
            foreach (var condition in CompiledRule.Conditions(rule))
            {
                var root = Root(leader, byName[condition.Field]);
                first = first < 0 ? root : first;
                leader[root] = Root(leader, first);
            }
        }

        var groups = new List<RuleGroup>();
        var byLeader = new Dictionary<int, RuleGroup>();
        foreach (var rule in rules)
        {
            var all = CompiledRule.Conditions(rule);
            if (all.Count == 0)
            {
                continue;
            }

            var root = Root(leader, byName[all[0].Field]);
            if (!byLeader.TryGetValue(root, out var group))
            {
                group = new RuleGroup(new StateSpace(inputs, byName));
                byLeader.Add(root, group);
                groups.Add(group);
            }

            group.Add(rule);
        }

        return groups;
    }

    /// <summary>Evaluates every combination of states, unless the limit is exceeded.</summary>
    public void Analyse(int work, List<RuleFinding> findings)
    {
        if (space.States(work) is not { } states)
        {
            return;
        }

        var combinations = StateSpace.Combinations(states);
        if (combinations == 0 || combinations * rules.Count * rules.Count > work)
        {
            return;
        }

        var tally = new RuleTally(rules, states);
        var current = new int[states.Length];
        for (var i = 0L; i < combinations; i++)
        {
            tally.Count(current);
            StateSpace.Next(current, states);
        }

        tally.Report(space.Fields, findings);
    }

    private static int Root(int[] leader, int field)
    {
        while (leader[field] != field)
        {
            // Path halving.
            leader[field] = leader[leader[field]];
            field = leader[field];
        }

        return field;
    }

    private void Add(RuleInfo rule) =>
        rules.Add(new CompiledRule(rule, space.Compile(rule.When), space.Compile(CompiledRule.Demands(rule))));
}

/// <summary>Represents a rule with conditions that are indexes in a <see cref="StateSpace"/>.</summary>
internal sealed class CompiledRule(RuleInfo rule, (int Field, int Condition)[] when, (int Field, int Condition)[] demands)
{
    public RuleInfo Rule => rule;

    /// <summary>Returns the requirements of a rule as conditions. A field becomes the condition that it is set.</summary>
    public static IReadOnlyList<ConditionInfo> Demands(RuleInfo rule) =>
        rule.Kind is RuleKind.Require or RuleKind.Forbid ? rule.Conditions
            : rule.Fields.Select(static field => new ConditionInfo(field, ConditionOperator.IsSet, default)).ToEquatableArray();

    public static List<ConditionInfo> Conditions(RuleInfo rule) => [.. rule.When, .. Demands(rule)];

    public bool Applies(int[] current, FieldStates[] states) => StateSpace.AllHold(when, current, states);

    public bool IsKept(int[] current, FieldStates[] states)
    {
        var held = 0;
        foreach (var (field, condition) in demands)
        {
            held += states[field].Holds(current[field], condition) ? 1 : 0;
        }

        return rule.Kind switch
        {
            RuleKind.Require => held == demands.Length,
            RuleKind.Forbid => held == 0,
            RuleKind.RequireAny => held > 0,
            _ => held < 2,
        };
    }
}
