namespace NanoGpt;

/// <summary>Specifies the kind of comparison of a <see cref="ConditionInfo"/>.</summary>
public enum ConditionOperator
{
    /// <summary>The field, or its default, has one of the values.</summary>
    IsOneOf,

    /// <summary>The request sets the field.</summary>
    IsSet,

    /// <summary>The request does not set the field.</summary>
    IsUnset,

    /// <summary>The field, or its default, is greater than the value.</summary>
    Above,

    /// <summary>The field, or its default, is greater than or equal to the value.</summary>
    AtLeast,

    /// <summary>The field, or its default, is less than the value.</summary>
    Below,

    /// <summary>The field, or its default, is less than or equal to the value.</summary>
    AtMost,
}
