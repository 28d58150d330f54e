using NanoGpt.Schema.Model;

namespace NanoGpt.Schema.Rules;

/// <summary>The one place that says whether a condition holds. Checks of requests, analysis of rules and prices all ask it.</summary>
public static class ConditionEvaluator
{
    /// <summary>Whether a condition holds.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="field">The field that it is about.</param>
    /// <param name="value">What the request gives the field; null if it does not.</param>
    public static bool Holds(Condition condition, FieldSpec field, RequestValue? value)
    {
        switch (condition.Operator)
        {
            case ConditionOperator.IsSet:
                return IsSet(field, value);
            case ConditionOperator.IsUnset:
                return !IsSet(field, value);
        }

        // A field that is not set counts with its default; without one it satisfies nothing.
        var scalar = field.Fixed ?? (value is null ? field.Default : value.Scalar);
        if (scalar is null)
        {
            return false;
        }

        if (condition.Operator == ConditionOperator.IsOneOf)
        {
            foreach (var candidate in condition.Values)
            {
                if (candidate.Equals(scalar))
                {
                    return true;
                }
            }

            return false;
        }

        if (scalar.Kind != ScalarKind.Number)
        {
            return false;
        }

        var bound = condition.Values[0].Number;
        return condition.Operator switch
        {
            ConditionOperator.Above => scalar.Number > bound,
            ConditionOperator.AtLeast => scalar.Number >= bound,
            ConditionOperator.Below => scalar.Number < bound,
            _ => scalar.Number <= bound,
        };
    }

    /// <summary>Whether all conditions hold for a request.</summary>
    public static bool AllHold(
        EquatableArray<Condition> conditions, ModelSpec model, IReadOnlyDictionary<string, RequestValue> values)
    {
        foreach (var condition in conditions)
        {
            if (!Holds(condition, model, values))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a condition holds for a request.</summary>
    public static bool Holds(Condition condition, ModelSpec model, IReadOnlyDictionary<string, RequestValue> values) =>
        model.FindInput(condition.Field) is { } field
        && Holds(condition, field, values.TryGetValue(condition.Field, out var value) ? value : null);

    /// <summary>Whether a field is in a request.</summary>
    public static bool IsSet(FieldSpec field, RequestValue? value) => field.Fixed is null ? value is not null : field.Send;
}
