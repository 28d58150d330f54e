using System.Text.Json;
using NanoGpt.Schema.Model;

namespace NanoGpt.Cli.Export;

/// <summary>One rule, with its conditions as the files write them.</summary>
internal static class RuleExport
{
    public static void Write(Utf8JsonWriter json, ModelSpec model, RuleSpec rule)
    {
        json.WriteStartObject();
        json.Write("id", rule.Id);
        Conditions(json, "when", rule.When);
        Conditions(json, "require", rule.Kind == RuleKind.Require ? rule.Conditions : default);
        Conditions(json, "forbid", rule.Kind == RuleKind.Forbid ? rule.Conditions : default);
        Fields(json, "requireAny", rule, RuleKind.RequireAny);
        Fields(json, "atMostOne", rule, RuleKind.AtMostOne);
        json.Write("because", rule.Because);
        json.Write("severity", rule.IsWarning ? "warning" : "error");
        json.Write("sources", rule.Sources.IsEmpty ? model.Sources : rule.Sources);
        json.WriteEndObject();
    }

    /// <summary>Conditions by field; two comparisons of one field make one range. None are null.</summary>
    public static void Conditions(Utf8JsonWriter json, string name, EquatableArray<Condition> conditions)
    {
        if (conditions.IsEmpty)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        foreach (var field in conditions.GroupBy(condition => condition.Field, StringComparer.Ordinal))
        {
            json.WritePropertyName(field.Key);
            var bounds = field.Where(condition => Comparison(condition.Operator) is not null).ToList();
            if (bounds.Count == 0)
            {
                Write(json, field.Last());
                continue;
            }

            json.WriteStartObject();
            bounds.ForEach(bound => json.Write(Comparison(bound.Operator)!, bound.Values[0]));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Condition condition)
    {
        switch (condition.Operator)
        {
            case ConditionOperator.IsSet:
                json.WriteStringValue("set");
                break;
            case ConditionOperator.IsUnset:
                json.WriteStringValue("unset");
                break;
            default:
                if (condition.Values.Count == 1)
                {
                    json.Write(condition.Values[0]);
                    break;
                }

                json.WriteStartArray();
                foreach (var value in condition.Values)
                {
                    json.Write(value);
                }

                json.WriteEndArray();
                break;
        }
    }

    private static void Fields(Utf8JsonWriter json, string name, RuleSpec rule, RuleKind kind)
    {
        if (rule.Kind == kind)
        {
            json.Write(name, rule.Fields);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string? Comparison(ConditionOperator condition) => condition switch
    {
        ConditionOperator.Above => "above",
        ConditionOperator.AtLeast => "at_least",
        ConditionOperator.Below => "below",
        ConditionOperator.AtMost => "at_most",
        _ => null,
    };
}
