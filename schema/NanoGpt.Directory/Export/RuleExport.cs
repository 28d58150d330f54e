namespace NanoGpt.Directories.Export;

/// <summary>Writes rules as JSON, with conditions in the notation of the YAML files.</summary>
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
    /// Writes conditions by field; two comparisons of one field become one range. Conditions that a map cannot hold become a list
    /// of maps, and no conditions become null.
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

    // Keeps the order, so that the export round-trips. Returns null if a map cannot hold the conditions.
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
            && fields.All(field => field.Count == 1
                || (field.All(IsComparison) && field.DistinctBy(one => one.Operator).Count() == field.Count));
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
                conditions.ForEach(condition => json.Write(ConditionKeywords.Format(condition.Operator), condition.Values[0]));
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
            json.WriteStringValue(ConditionKeywords.Format(condition.Operator));
        }
        else if (condition.Values is [var value] && ConditionKeywords.Find(value) is null)
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

/// <summary>Maps condition operators to the keywords of the YAML files.</summary>
internal static class ConditionKeywords
{
    private static readonly (ConditionOperator Operator, string Word)[] All =
    [
        (ConditionOperator.IsSet, "set"),
        (ConditionOperator.IsUnset, "unset"),
        (ConditionOperator.Above, "above"),
        (ConditionOperator.AtLeast, "at_least"),
        (ConditionOperator.Below, "below"),
        (ConditionOperator.AtMost, "at_most"),
    ];

    public static string Format(ConditionOperator condition) => All.First(pair => pair.Operator == condition).Word;

    public static ConditionOperator? Comparison(string word) =>
        Find(word) is { } found and >= ConditionOperator.Above ? found : null;

    public static ConditionOperator? Find(Scalar value) =>
        value.Kind == ScalarKind.Text && Find(value.Text) is { } found and < ConditionOperator.Above ? found : null;

    private static ConditionOperator? Find(string word) =>
        All.Where(pair => pair.Word == word).Select(pair => (ConditionOperator?)pair.Operator).FirstOrDefault();
}
