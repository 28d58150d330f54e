using System.Globalization;

namespace NanoGpt;

/// <summary>Converts floating-point numbers to decimal numbers, so that checks of limits and steps are exact.</summary>
public static class ExactNumber
{
    // A division by it removes trailing zeros.
    private const decimal OneWithAllDecimals = 1.0000000000000000000000000000m;

    /// <summary>Returns a number without trailing zeros: 2.50 becomes 2.5.</summary>
    /// <param name="number">The number.</param>
    public static decimal Normalize(decimal number) => number / OneWithAllDecimals;

    /// <summary>Converts a number to the shortest decimal number that converts back to it.</summary>
    /// <param name="value">The number.</param>
    /// <param name="number">The decimal number; the nearest one if the value is outside the range of decimals.</param>
    /// <returns><see langword="false"/> if the value is not finite.</returns>
    public static bool TryCreate(double value, out decimal number)
    {
        number = 0;
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            return false;
        }

        // Outside the range of decimals: it is outside every limit too.
        if (Math.Abs(value) >= (double)decimal.MaxValue)
        {
            number = value > 0 ? decimal.MaxValue : decimal.MinValue;
            return true;
        }

#if NET
        Span<char> text = stackalloc char[32];
        return value.TryFormat(text, out var length, "R", CultureInfo.InvariantCulture)
            && decimal.TryParse(text[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out number);
#else
        return decimal.TryParse(
            value.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out number);
#endif
    }
}
