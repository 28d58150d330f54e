using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Model;

namespace NanoGpt.Schema.Rules;

/// <summary>Says what is wrong with a request, in the same codes and words as the generated code does, with the wire's names.</summary>
public static class RequestChecker
{
    /// <summary>Checks a request.</summary>
    /// <param name="model">The model that it is for.</param>
    /// <param name="values">The values by the fields' semantic names; what is not there is not set.</param>
    public static IReadOnlyList<RequestFinding> Check(ModelSpec model, IReadOnlyDictionary<string, RequestValue> values)
    {
        var findings = new List<RequestFinding>();
        new FieldChecker(findings).Check(model.Inputs, values, "", "");
        ReferenceChecker.Check(model, values, findings);
        foreach (var rule in model.Rules)
        {
            if (ConditionEvaluator.AllHold(rule.When, model, values))
            {
                Check(rule, model, values, findings);
            }
        }

        return findings;
    }

    private static void Check(RuleSpec rule, ModelSpec model, IReadOnlyDictionary<string, RequestValue> values, List<RequestFinding> findings)
    {
        var when = ConditionText.Join(rule.When, model);
        switch (rule.Kind)
        {
            case RuleKind.Require when FirstThatFails(rule, model, values) is { } missing:
                var needed = ConditionText.Join(rule.Conditions, model);
                Add(RequestCodes.RuleBroken, missing.Field, when.Length > 0 ? when + " needs " + needed : needed + " is needed", needed);
                break;
            case RuleKind.Forbid:
                foreach (var condition in rule.Conditions)
                {
                    if (ConditionEvaluator.Holds(condition, model, values))
                    {
                        var forbidden = ConditionText.Of(condition, model);
                        Add(RequestCodes.RuleBroken, condition.Field, when.Length > 0 ? when + " does not go with " + forbidden : forbidden + " is not allowed", null);
                    }
                }

                break;
            case RuleKind.RequireAny when CountSet(rule, model, values) == 0:
                var any = ConditionText.Fields(rule.Fields, model);
                Add(RequestCodes.NoneOfGroup, rule.Fields[0], "One of " + any + " is needed", any);
                break;
            case RuleKind.AtMostOne when CountSet(rule, model, values) > 1:
                Add(RequestCodes.TwoOfGroup, rule.Fields[rule.Fields.Count - 1], "Only one of " + ConditionText.Fields(rule.Fields, model) + " may be set", null);
                break;
        }

        void Add(string code, string field, string what, string? allowed) => findings.Add(new RequestFinding(
            code, rule.IsWarning ? IssueSeverity.Warning : IssueSeverity.Error, field, what + ": " + rule.Because, allowed));
    }

    private static Condition? FirstThatFails(RuleSpec rule, ModelSpec model, IReadOnlyDictionary<string, RequestValue> values)
    {
        foreach (var condition in rule.Conditions)
        {
            if (!ConditionEvaluator.Holds(condition, model, values))
            {
                return condition;
            }
        }

        return null;
    }

    private static int CountSet(RuleSpec rule, ModelSpec model, IReadOnlyDictionary<string, RequestValue> values)
    {
        var count = 0;
        foreach (var name in rule.Fields)
        {
            var value = values.TryGetValue(name, out var given) ? given : null;
            count += model.FindInput(name) is { } field && ConditionEvaluator.IsSet(field, value) ? 1 : 0;
        }

        return count;
    }
}
