using System.Globalization;

namespace NanoGpt.Evaluation;

/// <summary>Formats limits for messages.</summary>
public static class BoundsText
{
    /// <summary>Returns <c>2 to 10</c>, <c>2 or more</c>, <c>up to 10</c>, or <c>more than 0 and at most 1</c>.</summary>
    /// <param name="min">The lower limit; <see langword="null"/> for none.</param>
    /// <param name="max">The upper limit; <see langword="null"/> for none.</param>
    /// <param name="minExclusive"><see langword="true"/> if the lower limit itself is excluded.</param>
    /// <param name="maxExclusive"><see langword="true"/> if the upper limit itself is excluded.</param>
    public static string Format(decimal? min, decimal? max, bool minExclusive = false, bool maxExclusive = false)
    {
        if (!minExclusive && !maxExclusive)
        {
            return max is null ? Text(min) + " or more" : min is null ? "up to " + Text(max) : Text(min) + " to " + Text(max);
        }

        var low = min is null ? null : (minExclusive ? "more than " : "at least ") + Text(min);
        var high = max is null ? null : (maxExclusive ? "less than " : "at most ") + Text(max);
        return low is null ? high! : high is null ? low : low + " and " + high;
    }

    /// <summary>Returns the range of a field: <c>5 to 10</c>.</summary>
    /// <param name="field">The field, which has a limit.</param>
    public static string Range(FieldInfo field) => Format(field.Min, field.Max, field.IsMinExclusive, field.IsMaxExclusive);

    /// <summary>Returns the steps of a field: <c>steps of 4 from 1</c>.</summary>
    /// <param name="field">The field, which has a step.</param>
    public static string Steps(FieldInfo field) => "steps of " + Text(field.Step) + " from " + Text(field.Min ?? 0);

    private static string Text(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
