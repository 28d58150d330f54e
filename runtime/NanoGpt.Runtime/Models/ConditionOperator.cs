namespace NanoGpt;

/// <summary>The kinds of <see cref="ConditionInfo"/>.</summary>
public enum ConditionOperator
{
    /// <summary>The field, or its default, has one of the values.</summary>
    IsOneOf,

    /// <summary>The field is in the request.</summary>
    IsSet,

    /// <summary>The field is not in the request.</summary>
    IsUnset,

    /// <summary>Greater than the value.</summary>
    Above,

    /// <summary>Greater than or equal to the value.</summary>
    AtLeast,

    /// <summary>Less than the value.</summary>
    Below,

    /// <summary>Less than or equal to the value.</summary>
    AtMost,
}
