namespace NanoGpt;

/// <summary>Describes a condition on one field.</summary>
/// <param name="Field">The name of the field.</param>
/// <param name="Operator">The kind of comparison.</param>
/// <param name="Values">
/// The operands: one or more for <see cref="ConditionOperator.IsOneOf"/>, one for a comparison of numbers, none for
/// <see cref="ConditionOperator.IsSet"/> and <see cref="ConditionOperator.IsUnset"/>. Values of a closed set are spelled as on the wire.
/// </param>
public sealed record ConditionInfo(string Field, ConditionOperator Operator, EquatableArray<Scalar> Values);
