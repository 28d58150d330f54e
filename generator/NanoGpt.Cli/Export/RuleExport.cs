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

    /// <summary>Conditions by field, in the words of the files; two comparisons of one field make one range. None are null.</summary>
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
            Write(json, [.. field]);
        }

        json.WriteEndObject();
    }

    // What a rule forbids as a range is two conditions, of which one may meet another of the same field: then all are listed.
    private static void Write(Utf8JsonWriter json, Condition[] conditions)
    {
        if (conditions is [var only] && !ConditionWords.IsComparison(only.Operator))
        {
            WriteBare(json, only);
        }
        else if (conditions.All(condition => ConditionWords.IsComparison(condition.Operator)) && conditions.DistinctBy(condition => condition.Operator).Count() == conditions.Length)
        {
            json.WriteStartObject();
            Array.ForEach(conditions, condition => WriteNamed(json, condition));
            json.WriteEndObject();
        }
        else
        {
            json.WriteStartArray();
            foreach (var condition in conditions)
            {
                json.WriteStartObject();
                WriteNamed(json, condition);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    }

    private static void WriteBare(Utf8JsonWriter json, Condition condition)
    {
        if (condition.Operator != ConditionOperator.IsOneOf)
        {
            json.WriteStringValue(ConditionWords.Of(condition.Operator));
        }
        else if (condition.Values is [var value] && !ConditionWords.IsState(value))
        {
            json.Write(value);
        }
        else
        {
            WriteValues(json, condition);
        }
    }

    private static void WriteNamed(Utf8JsonWriter json, Condition condition)
    {
        json.WritePropertyName(ConditionWords.Of(condition.Operator));
        switch (condition.Operator)
        {
            case ConditionOperator.IsSet or ConditionOperator.IsUnset:
                json.WriteBooleanValue(true);
                break;
            case ConditionOperator.IsOneOf:
                WriteValues(json, condition);
                break;
            default:
                json.Write(condition.Values[0]);
                break;
        }
    }

    private static void WriteValues(Utf8JsonWriter json, Condition condition)
    {
        json.WriteStartArray();
        foreach (var value in condition.Values)
        {
            json.Write(value);
        }

        json.WriteEndArray();
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
}
