using NanoGpt.Schema.Model;
using NanoGpt.Evaluation;

namespace NanoGpt.Cli.Output;

/// <summary>What must hold between fields, in words.</summary>
internal static class RuleView
{
    public static string Rule(RuleInfo rule)
    {
        var demand = rule.Kind switch
        {
            RuleKind.Require => $"needs {ConditionText.Join(rule.Conditions)}",
            RuleKind.Forbid => $"does not go with {string.Join(" or ", rule.Conditions.Select(Forbidden))}",
            RuleKind.RequireAny => $"needs one of {string.Join(", ", rule.Fields)}",
            _ => $"takes only one of {string.Join(", ", rule.Fields)}",
        };
        return $"{(rule.When.IsEmpty ? "" : ConditionText.Join(rule.When) + " ")}{demand}: {rule.Because}";
    }

    /// <summary>Every reference of a model: <c>prompt may name items of elements, the first as @Element1: what it names must be attached.</c></summary>
    public static IEnumerable<string> References(ModelDefinition model) => model.Fields.SelectMany(field =>
        field.References.Select(reference => Reference(field, reference, model.FindField(reference.Field)!)));

    public static string Reference(FieldInfo field, ReferenceInfo reference, FieldInfo target)
    {
        var items = target.List is null ? $"{target.Name} as {reference.Marker}1" : $"items of {target.Name}, the first as {reference.Marker}1";
        return $"{field.Name} may name {items}: what it names must be attached.";
    }

    private static string Forbidden(ConditionInfo condition) => condition.Operator == ConditionOperator.IsSet ? condition.Field : ConditionText.Of(condition);
}
