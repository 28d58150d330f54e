using System.Globalization;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Converts and compares constants of any numeric type.</summary>
internal static class Numbers
{
    public static double? ToDouble(object? value) => value switch
    {
        int i => i,
        long l => l,
        double d => d,
        float f => f,
        decimal m => (double)m,
        byte or sbyte or short or ushort or uint or ulong => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        char c => c,
        _ => null,
    };

    /// <summary>Converts a constant to the decimal number of its literal, or null if it is not a finite number.</summary>
    public static decimal? ToDecimal(object? value) => value switch
    {
        double or float => ExactNumber.TryCreate(ToDouble(value)!.Value, out var number) ? number : null,
        char c => c,
        sbyte or byte or short or ushort or int or uint or long or ulong or decimal =>
            Convert.ToDecimal(value, CultureInfo.InvariantCulture),
        _ => null,
    };

    public static bool AreEqual(object? left, object? right) =>
        Equals(left, right) || (ToDouble(left) is { } a && ToDouble(right) is { } b && a.Equals(b));
}
