using System.Globalization;

namespace NanoGpt.Analyzers.Metadata;

/// <summary>Compares constants whatever their numeric type.</summary>
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

    public static bool AreEqual(object? left, object? right) =>
        Equals(left, right) || (ToDouble(left) is { } a && ToDouble(right) is { } b && a.Equals(b));
}
