using System.Text;
using NanoGpt.Schema.Model;

namespace NanoGpt.Schema.Rules;

/// <summary>
/// Conditions in words: with the names of the directory where it is shown, and with the wire's names in messages about a request.
/// </summary>
public static class ConditionText
{
    /// <summary><c>resolution = 720p or 1080p</c>, <c>duration >= 8</c>, <c>image is set</c>, <c>image is not set</c>.</summary>
    public static string Of(Condition condition) => condition.Operator switch
    {
        ConditionOperator.IsSet => condition.Field + " is set",
        ConditionOperator.IsUnset => condition.Field + " is not set",
        _ => Comparison(condition, condition.Field),
    };

    /// <summary>Conditions that must all hold.</summary>
    public static string Join(EquatableArray<Condition> conditions) => string.Join(" and ", conditions.Select(Of));

    /// <summary><c>resolution = 720p or 1080p</c>, <c>duration >= 8</c>, <c>imageUrl</c>, <c>no imageUrl</c>.</summary>
    internal static string Of(Condition condition, ModelSpec model)
    {
        var name = Name(condition.Field, model);
        return condition.Operator switch
        {
            ConditionOperator.IsSet => name,
            ConditionOperator.IsUnset => "no " + name,
            _ => Comparison(condition, name),
        };
    }

    /// <summary>Conditions that must all hold.</summary>
    internal static string Join(EquatableArray<Condition> conditions, ModelSpec model)
    {
        var text = new StringBuilder();
        foreach (var condition in conditions)
        {
            text.Append(text.Length == 0 ? "" : " and ").Append(Of(condition, model));
        }

        return text.ToString();
    }

    /// <summary>Fields one after another.</summary>
    internal static string Fields(EquatableArray<string> fields, ModelSpec model)
    {
        var text = new StringBuilder();
        foreach (var field in fields)
        {
            text.Append(text.Length == 0 ? "" : ", ").Append(Name(field, model));
        }

        return text.ToString();
    }

    private static string Name(string field, ModelSpec model) => model.FindInput(field)?.Wire.Name ?? field;

    private static string Comparison(Condition condition, string name)
    {
        var comparison = condition.Operator switch
        {
            ConditionOperator.Above => " > ",
            ConditionOperator.AtLeast => " >= ",
            ConditionOperator.Below => " < ",
            ConditionOperator.AtMost => " <= ",
            _ => " = ",
        };
        return name + comparison + string.Join(" or ", condition.Values);
    }
}
