using System.Globalization;

namespace NanoGpt;

/// <summary>What is allowed between two bounds, in the words of every message.</summary>
internal static class Bounds
{
    /// <summary><c>2 to 10</c>, <c>2 or more</c>, <c>up to 10</c>, <c>more than 0 and at most 1</c>.</summary>
    public static string Text(double? min, double? max, bool isMinExclusive = false, bool isMaxExclusive = false)
    {
        var low = min?.ToString(CultureInfo.InvariantCulture);
        var high = max?.ToString(CultureInfo.InvariantCulture);
        if (!isMinExclusive && !isMaxExclusive)
        {
            return high is null ? $"{low} or more" : low is null ? $"up to {high}" : $"{low} to {high}";
        }

        low = low is null ? null : (isMinExclusive ? "more than " : "at least ") + low;
        high = high is null ? null : (isMaxExclusive ? "less than " : "at most ") + high;
        return low is null ? high! : high is null ? low : $"{low} and {high}";
    }

    public static bool Contain(FieldInfo row, double value) =>
        !(row.Min is { } min && (row.IsMinExclusive ? value <= min : value < min))
        && !(row.Max is { } max && (row.IsMaxExclusive ? value >= max : value > max));
}
