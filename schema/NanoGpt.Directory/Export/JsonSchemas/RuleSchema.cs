using NJsonSchema;
using NanoGpt.Directories.Wording;

namespace NanoGpt.Directories.Export.JsonSchemas;

/// <summary>Builds the JSON Schemas of rules between fields.</summary>
internal static class RuleSchema
{
    /// <summary>Returns the schema of a rule; null if the rule is a warning, always holds or cannot be expressed.</summary>
    public static JsonSchema? Create(ModelDefinition model, RuleInfo rule)
    {
        // JSON Schema has no warnings.
        if (rule.IsWarning || All(rule.When, model) is not { } when || Requirement(model, rule) is not { } requirement)
        {
            return null;
        }

        var kept = Formula.Implies(when, requirement);
        if (ReferenceEquals(kept, Formula.True))
        {
            return null;
        }

        var schema = kept.ToSchema();
        schema.Description = RuleView.Rule(model, rule);
        return schema;
    }

    private static Formula? Requirement(ModelDefinition model, RuleInfo rule)
    {
        var parts = rule.Requirements.Select(condition => Holds(condition, model)).OfType<Formula>().ToList();
        return parts.Count < rule.Requirements.Count ? null : rule.Kind switch
        {
            RuleKind.Require => Formula.AllOf(parts),
            RuleKind.Forbid => Formula.AllOf(parts.Select(Formula.Not)),
            RuleKind.RequireAny => Formula.AnyOf(parts),
            _ => Formula.AllOf(
                parts.SelectMany((one, i) => parts.Skip(i + 1).Select(other => Formula.Not(Formula.AllOf([one, other]))))),
        };
    }

    private static Formula? All(IEnumerable<ConditionInfo> conditions, ModelDefinition model)
    {
        var parts = conditions.Select(condition => Holds(condition, model)).ToList();
        return parts.Contains(null) ? null : Formula.AllOf(parts!);
    }

    private static Formula? Holds(ConditionInfo condition, ModelDefinition model)
    {
        var field = model.FindField(condition.Field)!;
        switch (condition.Operator)
        {
            case ConditionOperator.IsSet:
                return IsSet(field);
            case ConditionOperator.IsUnset:
                return Formula.Not(IsSet(field));
        }

        // An absent field has its default value, and a fixed field always has its fixed value.
        var absent = RequestChecker.Holds(condition, field, value: null);
        if (field.Fixed is not null)
        {
            return Formula.FromBoolean(absent);
        }

        var value = condition.Operator == ConditionOperator.IsOneOf
            ? () => OneOf(field, condition.Values)
            : NumberSchema.Compare(field, condition.Operator, condition.Values[0].Number);
        return value is null ? null : FieldKeys.Value(field, value, absent);
    }

    private static Formula IsSet(FieldInfo field) =>
        field.Fixed is null ? FieldKeys.IsPresent(field) : Formula.FromBoolean(field.IsSent);

    private static JsonSchemaProperty OneOf(FieldInfo field, IEnumerable<Scalar> values)
    {
        var property = new JsonSchemaProperty();
        foreach (var value in values)
        {
            property.Enumeration.Add(SchemaJson.Value(field, value));
        }

        return property;
    }
}
