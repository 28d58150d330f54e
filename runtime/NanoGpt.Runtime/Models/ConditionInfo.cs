using System.Text;

namespace NanoGpt;

/// <summary>A test on one field.</summary>
public sealed class ConditionInfo
{
    private readonly FieldValue[] operands;

    internal ConditionInfo(FieldInfo field, int index, ConditionOperator op, string[] values, FieldValue[] operands)
    {
        Field = field;
        Index = index;
        Operator = op;
        Values = values;
        this.operands = operands;
    }

    /// <summary>The field.</summary>
    public FieldInfo Field { get; }

    /// <summary>The kind of test.</summary>
    public ConditionOperator Operator { get; }

    /// <summary>What it is compared with: members, <c>true</c> or <c>false</c>, invariant numbers, or texts; empty for set and unset.</summary>
    public IReadOnlyList<string> Values { get; }

    // The field's row in the table.
    internal int Index { get; }

    /// <summary>Whether the answer cannot be told because the field is not in the request and has no default.</summary>
    internal bool IsOpen(ReadOnlySpan<FieldValue> values) =>
        Operator is not (ConditionOperator.IsSet or ConditionOperator.IsUnset) && !values[Index].IsSet && !Field.Assumed.IsSet;

    /// <summary>Whether it holds. A field that is not set counts with its default, for all but set and unset.</summary>
    internal bool Holds(ReadOnlySpan<FieldValue> values)
    {
        var value = values[Index];
        switch (Operator)
        {
            case ConditionOperator.IsSet:
                return value.IsSet;
            case ConditionOperator.IsUnset:
                return !value.IsSet;
        }

        value = value.IsSet ? value : Field.Assumed;
        if (!value.IsSet)
        {
            return false;
        }

        switch (Operator)
        {
            case ConditionOperator.Above:
                return value.Number > operands[0].Number;
            case ConditionOperator.AtLeast:
                return value.Number >= operands[0].Number;
            case ConditionOperator.Below:
                return value.Number < operands[0].Number;
            case ConditionOperator.AtMost:
                return value.Number <= operands[0].Number;
            default:
                foreach (var operand in operands)
                {
                    if (value.Equals(operand))
                    {
                        return true;
                    }
                }

                return false;
        }
    }

    /// <summary>As messages say it: <c>Resolution = R720p or R1080p</c>, <c>Duration >= 8</c>, <c>Image</c>, <c>no Image</c>.</summary>
    public override string ToString() => Operator switch
    {
        ConditionOperator.IsSet => Field.ToString(),
        ConditionOperator.IsUnset => "no " + Field,
        ConditionOperator.Above => $"{Field} > {Values[0]}",
        ConditionOperator.AtLeast => $"{Field} >= {Values[0]}",
        ConditionOperator.Below => $"{Field} < {Values[0]}",
        ConditionOperator.AtMost => $"{Field} <= {Values[0]}",
        _ => $"{Field} = {string.Join(" or ", Values)}",
    };

    /// <summary>Conditions that must all hold, as messages say them.</summary>
    internal static string Join(IReadOnlyList<ConditionInfo> conditions)
    {
        var text = new StringBuilder();
        for (var i = 0; i < conditions.Count; i++)
        {
            text.Append(i == 0 ? "" : " and ").Append(conditions[i]);
        }

        return text.ToString();
    }
}
