using System.Globalization;
using NanoGpt.Schema.Model;

namespace NanoGpt.Schema.Rules;

/// <summary>What is allowed between two bounds, in the words of every message.</summary>
internal static class BoundsText
{
    /// <summary><c>2 to 10</c>, <c>2 or more</c>, <c>up to 10</c>, <c>more than 0 and at most 1</c>.</summary>
    public static string Of(decimal? min, decimal? max, bool minExclusive = false, bool maxExclusive = false)
    {
        if (!minExclusive && !maxExclusive)
        {
            return max is null ? Text(min) + " or more" : min is null ? "up to " + Text(max) : Text(min) + " to " + Text(max);
        }

        var low = min is null ? null : (minExclusive ? "more than " : "at least ") + Text(min);
        var high = max is null ? null : (maxExclusive ? "less than " : "at most ") + Text(max);
        return low is null ? high! : high is null ? low : low + " and " + high;
    }

    /// <summary><c>steps of 4 from 1</c>.</summary>
    public static string Steps(FieldSpec field) => "steps of " + Text(field.Step) + " from " + Text(field.Min ?? 0);

    private static string Text(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
