using System.Text.Json.Nodes;
using NanoGpt.Schema.Model;

namespace NanoGpt.Cli.Export;

/// <summary>One rule, with its conditions as the files write them.</summary>
internal static class RuleExport
{
    public static JsonObject Of(ModelSpec model, RuleSpec rule) => new()
    {
        ["id"] = rule.Id,
        ["when"] = rule.When.IsEmpty ? null : Conditions(rule.When),
        ["require"] = rule.Kind == RuleKind.Require ? Conditions(rule.Conditions) : null,
        ["forbid"] = rule.Kind == RuleKind.Forbid ? Conditions(rule.Conditions) : null,
        ["requireAny"] = rule.Kind == RuleKind.RequireAny ? Json.Texts(rule.Fields) : null,
        ["atMostOne"] = rule.Kind == RuleKind.AtMostOne ? Json.Texts(rule.Fields) : null,
        ["because"] = rule.Because,
        ["severity"] = rule.IsWarning ? "warning" : "error",
        ["sources"] = Json.Texts(rule.Sources.IsEmpty ? model.Sources : rule.Sources),
    };

    /// <summary>Conditions by field; two comparisons of one field make one range.</summary>
    public static JsonObject Conditions(IEnumerable<Condition> conditions)
    {
        var map = new JsonObject();
        foreach (var condition in conditions)
        {
            var value = Of(condition);
            if (map[condition.Field] is JsonObject range && value is JsonObject bound)
            {
                foreach (var (name, number) in bound)
                {
                    range[name] = number?.DeepClone();
                }
            }
            else
            {
                map[condition.Field] = value;
            }
        }

        return map;
    }

    private static JsonNode? Of(Condition condition) => condition.Operator switch
    {
        ConditionOperator.IsOneOf when condition.Values.Count == 1 => Json.Of(condition.Values[0]),
        ConditionOperator.IsOneOf => new JsonArray([.. condition.Values.Select(value => Json.Of(value))]),
        ConditionOperator.IsSet => "set",
        ConditionOperator.IsUnset => "unset",
        ConditionOperator.Above => Bound("above", condition),
        ConditionOperator.AtLeast => Bound("at_least", condition),
        ConditionOperator.Below => Bound("below", condition),
        _ => Bound("at_most", condition),
    };

    private static JsonObject Bound(string name, Condition condition) => new() { [name] = Json.Of(condition.Values[0]) };
}
