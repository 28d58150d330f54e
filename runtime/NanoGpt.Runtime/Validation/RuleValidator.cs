namespace NanoGpt;

/// <summary>Checks what must hold between fields.</summary>
internal static class RuleValidator
{
    public static void Check(ModelInfo model, FieldValue[] values, List<Finding> findings)
    {
        foreach (var rule in model.RuleRows)
        {
            if (All(rule.When, values))
            {
                Check(rule, model, values, findings);
            }
        }
    }

    private static void Check(RuleInfo rule, ModelInfo model, FieldValue[] values, List<Finding> findings)
    {
        var when = ConditionInfo.Join(rule.When);
        switch (rule.Kind)
        {
            case RuleKind.Require when !All(rule.Conditions, values):
                var missing = FirstThat(rule.Conditions, values, holds: false);
                var require = ConditionInfo.Join(rule.Conditions);
                Report(FindingCodes.RuleBroken, missing.Field, when.Length > 0 ? $"{when} needs {require}" : $"{require} is needed", require);
                break;

            case RuleKind.Forbid:
                foreach (var condition in rule.Conditions)
                {
                    if (condition.Holds(values))
                    {
                        Report(
                            FindingCodes.RuleBroken,
                            condition.Field,
                            when.Length > 0 ? $"{when} does not go with {condition}" : $"{condition} is not allowed",
                            null);
                    }
                }

                break;

            case RuleKind.RequireAny when Count(rule, model, values) == 0:
                var any = string.Join(", ", rule.Fields);
                Report(FindingCodes.NoneOfGroup, rule.Fields[0], $"One of {any} is needed", any);
                break;

            case RuleKind.AtMostOne when Count(rule, model, values) > 1:
                Report(FindingCodes.TwoOfGroup, rule.Fields[^1], $"Only one of {string.Join(", ", rule.Fields)} may be set", null);
                break;
        }

        void Report(string code, FieldInfo field, string what, string? allowed) =>
            findings.Add(new Finding(
                code, rule.IsWarning ? FindingSeverity.Warning : FindingSeverity.Error, field.Property, $"{what}: {rule.Because}", allowed));
    }

    private static bool All(IReadOnlyList<ConditionInfo> conditions, FieldValue[] values)
    {
        foreach (var condition in conditions)
        {
            if (!condition.Holds(values))
            {
                return false;
            }
        }

        return true;
    }

    private static ConditionInfo FirstThat(IReadOnlyList<ConditionInfo> conditions, FieldValue[] values, bool holds)
    {
        foreach (var condition in conditions)
        {
            if (condition.Holds(values) == holds)
            {
                return condition;
            }
        }

        return conditions[0];
    }

    private static int Count(RuleInfo rule, ModelInfo model, FieldValue[] values)
    {
        var count = 0;
        foreach (var field in rule.Fields)
        {
            count += values[Array.IndexOf(model.Rows, field)].IsSet ? 1 : 0;
        }

        return count;
    }
}
