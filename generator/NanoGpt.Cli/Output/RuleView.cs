using NanoGpt.Schema.Model;

namespace NanoGpt.Cli.Output;

/// <summary>Conditions in words.</summary>
internal static class ConditionView
{
    public static string All(IEnumerable<Condition> conditions) => string.Join(" and ", conditions.Select(Of));

    public static string Of(Condition condition)
    {
        var values = string.Join(" or ", condition.Values.Select(value => value.Text));
        return condition.Operator switch
        {
            ConditionOperator.IsOneOf => $"{condition.Field} = {values}",
            ConditionOperator.IsSet => $"{condition.Field} is set",
            ConditionOperator.IsUnset => $"{condition.Field} is not set",
            ConditionOperator.Above => $"{condition.Field} > {values}",
            ConditionOperator.AtLeast => $"{condition.Field} >= {values}",
            ConditionOperator.Below => $"{condition.Field} < {values}",
            _ => $"{condition.Field} <= {values}",
        };
    }

    public static string Rule(RuleSpec rule)
    {
        var demand = rule.Kind switch
        {
            RuleKind.Require => $"needs {All(rule.Conditions)}",
            RuleKind.Forbid => $"does not go with {string.Join(" or ", rule.Conditions.Select(Forbidden))}",
            RuleKind.RequireAny => $"needs one of {string.Join(", ", rule.Fields)}",
            _ => $"takes only one of {string.Join(", ", rule.Fields)}",
        };
        return $"{(rule.When.IsEmpty ? "" : All(rule.When) + " ")}{demand}: {rule.Because}";
    }

    /// <summary>Every reference of a model: <c>prompt may name items of elements, the first as @Element1: what it names must be attached.</c></summary>
    public static IEnumerable<string> References(ModelSpec model) => model.Inputs.SelectMany(field =>
        field.References.Select(reference => Reference(field, reference, model.FindInput(reference.Field)!)));

    public static string Reference(FieldSpec field, ReferenceSpec reference, FieldSpec target)
    {
        var items = target.List is null ? $"{target.Name} as {reference.Marker}1" : $"items of {target.Name}, the first as {reference.Marker}1";
        return $"{field.Name} may name {items}: what it names must be attached.";
    }

    private static string Forbidden(Condition condition) => condition.Operator == ConditionOperator.IsSet ? condition.Field : Of(condition);
}
