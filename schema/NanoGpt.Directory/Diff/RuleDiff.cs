namespace NanoGpt.Directories.Diff;

/// <summary>Compares rules by the requests that they forbid, not by their notation.</summary>
internal static class RuleDiff
{
    public static void Compare(ModelDefinition old, ModelDefinition now, ChangeList changes)
    {
        var before = old.Rules.ToDictionary(rule => rule.Id, StringComparer.Ordinal);
        var after = now.Rules.ToDictionary(rule => rule.Id, StringComparer.Ordinal);
        foreach (var rule in now.Rules)
        {
            var same = before.GetValueOrDefault(rule.Id);
            if (!rule.IsWarning && (!Equals(Meaning(same), Meaning(rule)) || Assumes(rule, old, now)))
            {
                CompareErrors(same, rule, old, now, changes);
            }
            else if (same is null || !Equals(Meaning(same), Meaning(rule)))
            {
                CompareWarnings(same, rule, changes);
            }

            if (same is not null)
            {
                changes.CompareText(Subject(rule) + ".because", same.Because, rule.Because);
                changes.CompareTexts(
                    Subject(rule) + ".sources", ChangeList.WithoutModelSources(same.Sources, old),
                    ChangeList.WithoutModelSources(rule.Sources, now));
            }
        }

        foreach (var rule in old.Rules.Where(rule => !after.ContainsKey(rule.Id)))
        {
            changes.Additive(ChangeAspect.Requests, "rule-removed", Subject(rule), $"no longer required: {rule.Because}");
        }
    }

    private static void CompareErrors(RuleInfo? same, RuleInfo rule, ModelDefinition old, ModelDefinition now, ChangeList changes)
    {
        var counterexample = CounterexampleFinder.Find(old, now, rule);
        if (counterexample is { } request)
        {
            var code = same is null ? "rule-added" : "rule-narrowed";
            changes.Breaking(ChangeAspect.Requests, code, Subject(rule), $"forbids for example {request}: {rule.Because}");
        }
        else if (same is null)
        {
            changes.Text("rule-added", Subject(rule), $"forbids nothing that was allowed: {rule.Because}");
        }
        else if (!Equals(Meaning(same), Meaning(rule)))
        {
            changes.Additive(
                ChangeAspect.Requests, "rule-changed", Subject(rule), $"forbids no more than before: {rule.Because}");
        }
    }

    private static void CompareWarnings(RuleInfo? same, RuleInfo rule, ChangeList changes)
    {
        var code = same is null ? "rule-added" : same.IsWarning ? "rule-changed" : "rule-softened";
        changes.Additive(ChangeAspect.Requests, code, Subject(rule), $"reported as a warning: {rule.Because}");
    }

    // A changed default can make a rule apply or fail for a request that omits the field.
    private static bool Assumes(RuleInfo rule, ModelDefinition old, ModelDefinition now) =>
        CounterexampleFinder.Fields(rule).Any(name =>
        old.FindField(name) is { } before && now.FindField(name) is { } after
        && !(Equals(before.Default, after.Default) && Equals(before.Fixed, after.Fixed) && before.IsSent == after.IsSent));

    private static RuleInfo? Meaning(RuleInfo? rule) =>
        rule is null
            ? null
            : rule with { Because = "", Sources = default, When = Ordered(rule.When), Conditions = Ordered(rule.Conditions) };

    private static EquatableArray<ConditionInfo> Ordered(EquatableArray<ConditionInfo> conditions) =>
        conditions.OrderBy(condition => condition.Field, StringComparer.Ordinal).ThenBy(condition => condition.Operator)
            .ToEquatableArray();

    private static string Subject(RuleInfo rule) => "rules." + rule.Id;
}
