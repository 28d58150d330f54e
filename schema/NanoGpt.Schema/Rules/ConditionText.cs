using System.Text;
using NanoGpt.Schema.Model;

namespace NanoGpt.Schema.Rules;

/// <summary>Conditions as messages say them, with the wire's names.</summary>
internal static class ConditionText
{
    /// <summary><c>resolution = 720p or 1080p</c>, <c>duration >= 8</c>, <c>imageUrl</c>, <c>no imageUrl</c>.</summary>
    public static string Of(Condition condition, ModelSpec model)
    {
        var name = Name(condition.Field, model);
        return condition.Operator switch
        {
            ConditionOperator.IsSet => name,
            ConditionOperator.IsUnset => "no " + name,
            ConditionOperator.Above => name + " > " + condition.Values[0].Text,
            ConditionOperator.AtLeast => name + " >= " + condition.Values[0].Text,
            ConditionOperator.Below => name + " < " + condition.Values[0].Text,
            ConditionOperator.AtMost => name + " <= " + condition.Values[0].Text,
            _ => name + " = " + Join(condition.Values),
        };
    }

    /// <summary>Conditions that must all hold.</summary>
    public static string Join(EquatableArray<Condition> conditions, ModelSpec model)
    {
        var text = new StringBuilder();
        foreach (var condition in conditions)
        {
            text.Append(text.Length == 0 ? "" : " and ").Append(Of(condition, model));
        }

        return text.ToString();
    }

    /// <summary>Fields one after another.</summary>
    public static string Fields(EquatableArray<string> fields, ModelSpec model)
    {
        var text = new StringBuilder();
        foreach (var field in fields)
        {
            text.Append(text.Length == 0 ? "" : ", ").Append(Name(field, model));
        }

        return text.ToString();
    }

    private static string Name(string field, ModelSpec model) => model.FindInput(field)?.Wire.Name ?? field;

    private static string Join(EquatableArray<Scalar> values)
    {
        var text = new StringBuilder();
        foreach (var value in values)
        {
            text.Append(text.Length == 0 ? "" : " or ").Append(value.Text);
        }

        return text.ToString();
    }
}
