namespace NanoGpt.Evaluation;

/// <summary>Formats conditions for messages and documentation.</summary>
public static class ConditionText
{
    /// <summary>
    /// Returns a condition in the names of the directory: <c>resolution = 720p or 1080p</c>, <c>duration >= 8</c>,
    /// <c>image is set</c>, <c>image is not set</c>.
    /// </summary>
    /// <param name="condition">The condition.</param>
    public static string Format(ConditionInfo condition) => condition.Operator switch
    {
        ConditionOperator.IsSet => condition.Field + " is set",
        ConditionOperator.IsUnset => condition.Field + " is not set",
        _ => condition.Field + Comparison(condition.Operator) + string.Join(" or ", condition.Values),
    };

    /// <summary>Returns conditions that must all hold, in the names of the directory.</summary>
    /// <param name="conditions">The conditions.</param>
    public static string Join(EquatableArray<ConditionInfo> conditions) => string.Join(" and ", conditions.Select(Format));

    /// <summary>
    /// Returns a condition in the form of messages: <c>Resolution = R720p or R1080p</c>, <c>Duration >= 8</c>, <c>Image</c>,
    /// <c>no Image</c>.
    /// </summary>
    /// <param name="condition">The condition.</param>
    /// <param name="field">The field that it is about.</param>
    /// <param name="naming">How fields and values are named.</param>
    public static string Format(ConditionInfo condition, FieldInfo field, FieldNaming naming)
    {
        var name = Messages.NameOf(field, naming);
        return condition.Operator switch
        {
            ConditionOperator.IsSet => name,
            ConditionOperator.IsUnset => "no " + name,
            _ => name + Comparison(condition.Operator)
                + string.Join(" or ", condition.Values.Select(value => Messages.ValueOf(field, value, naming))),
        };
    }

    private static string Comparison(ConditionOperator op) => op switch
    {
        ConditionOperator.Above => " > ",
        ConditionOperator.AtLeast => " >= ",
        ConditionOperator.Below => " < ",
        ConditionOperator.AtMost => " <= ",
        _ => " = ",
    };
}
