namespace NanoGpt.Schema.Rules;

/// <summary>Represents rules with common fields.</summary>
internal sealed class RuleGroup(StateSpace space)
{
    private readonly List<StateRule> rules = [];

    /// <summary>Splits rules into groups without common fields.</summary>
    public static List<RuleGroup> Split(IReadOnlyList<FieldInfo> inputs, IReadOnlyList<RuleInfo> rules)
    {
        var byName = StateSpace.ByName(inputs);

        // Union-find over fields: each points to another of its group, the last to itself.
        var leader = Enumerable.Range(0, inputs.Count).ToArray();
        foreach (var rule in rules)
        {
            var first = -1;
            foreach (var condition in StateRule.Conditions(rule))
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
            var all = StateRule.Conditions(rule);
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
        rules.Add(new StateRule(rule, space.Compile(rule.When), space.Compile(rule.Requirements)));
}
