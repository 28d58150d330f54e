namespace NanoGpt;

/// <summary>Describes a condition on one field.</summary>
/// <param name="Field">The name of the field.</param>
/// <param name="Operator">The kind of comparison.</param>
/// <param name="Values">
/// The operands: one or more for <see cref="ConditionOperator.IsOneOf"/>, one for a comparison of numbers, none for
/// <see cref="ConditionOperator.IsSet"/> and <see cref="ConditionOperator.IsUnset"/>. Values of a closed set are spelled as on
/// the wire.
/// </param>
public sealed record ConditionInfo(string Field, ConditionOperator Operator, EquatableArray<Scalar> Values);

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
