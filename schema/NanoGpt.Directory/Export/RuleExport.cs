using System.Text.Json;
using NanoGpt.Schema.Model;

namespace NanoGpt.Directories.Export;

/// <summary>One rule, with its conditions as the files write them.</summary>
internal static class RuleExport
{
    public static void Write(Utf8JsonWriter json, ModelDefinition model, RuleInfo rule)
    {
        json.WriteStartObject();
        json.Write("id", rule.Id);
        Conditions(json, "when", rule.When);
        Conditions(json, "require", rule.Kind == RuleKind.Require ? rule.Conditions : default);
        Conditions(json, "forbid", rule.Kind == RuleKind.Forbid ? rule.Conditions : default);
        json.Write("requireAny", rule.Kind == RuleKind.RequireAny ? rule.Fields : null);
        json.Write("atMostOne", rule.Kind == RuleKind.AtMostOne ? rule.Fields : null);
        json.Write("because", rule.Because);
        json.Write("severity", rule.IsWarning ? "warning" : "error");
        json.Write("sources", rule.Sources.IsEmpty ? model.Sources : rule.Sources);
        json.WriteEndObject();
    }

    /// <summary>
    /// Conditions by field, in the words of the files; two comparisons of one field make one range. Where a field has others twice, which a
    /// map cannot say, they are a list of maps. None are null.
    /// </summary>
    public static void Conditions(Utf8JsonWriter json, string name, EquatableArray<ConditionInfo> conditions)
    {
        json.WritePropertyName(name);
        if (conditions.IsEmpty)
        {
            json.WriteNullValue();
        }
        else if (AsMap(conditions) is { } fields)
        {
            WriteMap(json, fields);
        }
        else
        {
            json.WriteStartArray();
            foreach (var condition in conditions)
            {
                WriteMap(json, [[condition]]);
            }

            json.WriteEndArray();
        }
    }

    // In order, so that what is read back is the same; null if a map cannot hold it.
    private static List<List<ConditionInfo>>? AsMap(EquatableArray<ConditionInfo> conditions)
    {
        var fields = new List<List<ConditionInfo>>();
        foreach (var condition in conditions)
        {
            if (fields.Count > 0 && fields[^1][0].Field == condition.Field)
            {
                fields[^1].Add(condition);
            }
            else
            {
                fields.Add([condition]);
            }
        }

        var isMap = fields.DistinctBy(field => field[0].Field).Count() == fields.Count
            && fields.All(field => field.Count == 1 || (field.All(IsComparison) && field.DistinctBy(one => one.Operator).Count() == field.Count));
        return isMap ? fields : null;
    }

    private static void WriteMap(Utf8JsonWriter json, List<List<ConditionInfo>> fields)
    {
        json.WriteStartObject();
        foreach (var conditions in fields)
        {
            json.WritePropertyName(conditions[0].Field);
            if (IsComparison(conditions[0]))
            {
                json.WriteStartObject();
                conditions.ForEach(condition => json.Write(ConditionWords.Of(condition.Operator), condition.Values[0]));
                json.WriteEndObject();
            }
            else
            {
                Write(json, conditions[0]);
            }
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ConditionInfo condition)
    {
        if (condition.Operator != ConditionOperator.IsOneOf)
        {
            json.WriteStringValue(ConditionWords.Of(condition.Operator));
        }
        else if (condition.Values is [var value] && ConditionWords.Find(value) is null)
        {
            json.Write(value);
        }
        else
        {
            json.WriteStartArray();
            foreach (var one in condition.Values)
            {
                json.Write(one);
            }

            json.WriteEndArray();
        }
    }

    private static bool IsComparison(ConditionInfo condition) => condition.Operator >= ConditionOperator.Above;
}
