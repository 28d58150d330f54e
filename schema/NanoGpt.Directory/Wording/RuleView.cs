namespace NanoGpt.Directories.Wording;

/// <summary>Describes rules between fields for people.</summary>
public static class RuleView
{
    /// <summary>Returns a sentence such as <c>resolution = 1080p requires pro_mode = true: </c> followed by the reason.</summary>
    /// <param name="rule">The rule.</param>
    public static string Rule(RuleInfo rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var demand = rule.Kind switch
        {
            RuleKind.Require => $"requires {ConditionText.Join(rule.Conditions)}",
            RuleKind.Forbid => $"cannot be combined with {string.Join(" or ", rule.Conditions.Select(Forbidden))}",
            RuleKind.RequireAny => $"requires one of {string.Join(", ", rule.Fields)}",
            _ => $"allows only one of {string.Join(", ", rule.Fields)}",
        };
        return $"{(rule.When.IsEmpty ? "" : ConditionText.Join(rule.When) + " ")}{demand}: {rule.Because}";
    }

    /// <summary>
    /// Returns a sentence for each reference of a model, such as <c>prompt may name items of elements, the first as
    /// @Element1</c>.
    /// </summary>
    /// <param name="model">The model.</param>
    public static IEnumerable<string> References(ModelDefinition model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Fields.SelectMany(
            field => field.References.Select(reference => Reference(field, reference, model.FindField(reference.Field)!)));
    }

    internal static string Reference(FieldInfo field, ReferenceInfo reference, FieldInfo target)
    {
        var items = target.List is null
            ? $"{target.Name} as {reference.Marker}1" : $"items of {target.Name}, the first as {reference.Marker}1";
        return $"{field.Name} may name {items}: each named item must be attached.";
    }

    private static string Forbidden(ConditionInfo condition) =>
        condition.Operator == ConditionOperator.IsSet ? condition.Field : ConditionText.Format(condition);
}
