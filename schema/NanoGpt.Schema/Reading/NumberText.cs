using System.Globalization;

namespace NanoGpt.Schema.Reading;

/// <summary>Reads numbers in the notation of the directory, which every reader interprets the same way.</summary>
internal static class NumberText
{
    private const int MaxDigits = 28;
    private const int MaxIntegerDigits = 19;
    private const int MaxDecimals = 18;

    /// <param name="text">The text.</param>
    /// <param name="number">The number.</param>
    /// <param name="remedy">The remedy if the text is not a number.</param>
    /// <param name="repaired">The number in correct notation; <see langword="null"/> if it is unknown.</param>
    public static bool TryRead(string text, out decimal number, out string remedy, out string? repaired)
    {
        number = 0;
        repaired = null;
        remedy = "write digits with an optional point, such as 5 or 0.5";
        var digits = 0;
        var i = text.Length > 0 && text[0] == '-' ? 1 : 0;
        var first = i;
        for (; i < text.Length && text[i] is (>= '0' and <= '9') or '.'; i++)
        {
            digits++;
        }

        if (digits == 0 || i < text.Length)
        {
            Repair(text, ref remedy, ref repaired);
            return false;
        }

        if (text[first] == '0' && digits > 1 && text[first + 1] != '.')
        {
            // Some readers interpret 010 as 8.
            remedy = "write it without leading zeros";
            repaired = text.Substring(0, first) + TrimZeros(text.Substring(first));
            return false;
        }

        if (text[first] == '.' || text[text.Length - 1] == '.')
        {
            remedy = "write a digit on both sides of the point";
            return false;
        }

        // The limits make sure that a decimal is exact, and that half the sum and the difference of two numbers are exact.
        var point = text.IndexOf('.');
        var decimals = point < 0 ? 0 : text.Length - point - 1;
        if (digits > MaxDigits || digits - decimals > MaxIntegerDigits + 1 || decimals > MaxDecimals
            || !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number))
        {
            remedy = "it has too many digits, or two points";
            return false;
        }

        number = ExactNumber.Normalize(number);
        return true;
    }

    private static void Repair(string text, ref string remedy, ref string? repaired)
    {
        var comma = text.IndexOf(',');
        if (comma > 0 && comma == text.LastIndexOf(',') && TryRead(text.Replace(',', '.'), out _, out _, out _))
        {
            remedy = "write the fraction after a point";
            repaired = text.Replace(',', '.');
        }
        else if (text.Length <= 8 && text.IndexOfAny(['e', 'E']) > 0
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) < 1e15)
        {
            remedy = "write it without an exponent";
            repaired = ((decimal)value).ToString(CultureInfo.InvariantCulture);
        }
    }

    private static string TrimZeros(string digits)
    {
        var trimmed = digits.TrimStart('0');
        return trimmed.Length == 0 || trimmed[0] == '.' ? "0" + trimmed : trimmed;
    }
}
