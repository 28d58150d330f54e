namespace NanoGpt.Evaluation;

/// <summary>Evaluates conditions. This is the only place that decides what a condition means.</summary>
public static class ConditionEvaluator
{
    /// <summary>Evaluates a condition on the value of its field.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="field">The field that the condition is about.</param>
    /// <param name="value">The value of the field, as far as it is known.</param>
    /// <remarks>
    /// A field with a fixed value has that value, and is set if it is sent. A field that is not set has its default; without a
    /// default, no comparison holds.
    /// </remarks>
    public static TruthValue Evaluate(ConditionInfo condition, FieldInfo field, in FieldValue value)
    {
        switch (condition.Operator)
        {
            case ConditionOperator.IsSet:
                return IsSet(field, value);
            case ConditionOperator.IsUnset:
                return Not(IsSet(field, value));
        }

        if (field.Fixed is { } only)
        {
            return Compare(condition, FieldValue.Of(only));
        }

        return value.Kind == FieldValueKind.NotSet
            ? field.Default is { } assumed ? Compare(condition, FieldValue.Of(assumed)) : TruthValue.False
            : Compare(condition, value);
    }

    /// <summary>Returns whether a request sets a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">The value of the field, as far as it is known.</param>
    public static TruthValue IsSet(FieldInfo field, in FieldValue value) => field.Fixed is not null ? ToTruth(field.IsSent)
        : value.Kind == FieldValueKind.Unknown ? TruthValue.Unknown
        : ToTruth(value.Kind != FieldValueKind.NotSet);

    // Returns whether the result of a condition depends on the value that the service assumes for a field that is not set.
    internal static bool DependsOnService(ConditionInfo condition, FieldInfo field, in FieldValue value) =>
        condition.Operator is not (ConditionOperator.IsSet or ConditionOperator.IsUnset)
        && value.Kind == FieldValueKind.NotSet && field.Default is null && field.Fixed is null;

    private static TruthValue ToTruth(bool value) => value ? TruthValue.True : TruthValue.False;

    private static TruthValue Not(TruthValue truth) => (TruthValue)(TruthValue.True - truth);

    private static TruthValue Compare(ConditionInfo condition, in FieldValue value)
    {
        if (value.Kind is FieldValueKind.Unknown or FieldValueKind.Set)
        {
            return TruthValue.Unknown;
        }

        if (condition.Operator == ConditionOperator.IsOneOf)
        {
            foreach (var candidate in condition.Values)
            {
                if (value.Equals(candidate))
                {
                    return TruthValue.True;
                }
            }

            return TruthValue.False;
        }

        if (value.Kind != FieldValueKind.Number)
        {
            return TruthValue.False;
        }

        var bound = condition.Values[0].Number;
        return ToTruth(condition.Operator switch
        {
            ConditionOperator.Above => value.Number > bound,
            ConditionOperator.AtLeast => value.Number >= bound,
            ConditionOperator.Below => value.Number < bound,
            _ => value.Number <= bound,
        });
    }
}

/// <summary>Specifies the result of a condition on a request that may be known in part only.</summary>
public enum TruthValue
{
    /// <summary>The condition does not hold.</summary>
    False,

    /// <summary>It is unknown whether the condition holds.</summary>
    Unknown,

    /// <summary>The condition holds.</summary>
    True,
}
