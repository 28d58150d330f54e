using System.Globalization;

namespace NanoGpt.Schema.Reading;

/// <summary>Numbers as the directory writes them: digits, a point, nothing that two readers could read differently.</summary>
internal static class NumberText
{
    private const int MostDigits = 28;
    private const int MostWhole = 19;
    private const int MostDecimals = 18;

    /// <summary>Reads a number.</summary>
    /// <param name="text">What is written.</param>
    /// <param name="number">The number.</param>
    /// <param name="remedy">What to do if it is none.</param>
    /// <param name="repaired">The number that was probably meant.</param>
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
            // 010 is 8 to some readers and 10 to others.
            remedy = "write it without leading zeros";
            repaired = text.Substring(0, first) + TrimZeros(text.Substring(first));
            return false;
        }

        if (text[first] == '.' || text[text.Length - 1] == '.')
        {
            remedy = "write a digit on both sides of the point";
            return false;
        }

        // So few digits that a decimal holds them all, and that halves and differences of bounds are exact.
        var point = text.IndexOf('.');
        var decimals = point < 0 ? 0 : text.Length - point - 1;
        if (digits > MostDigits || digits - decimals > MostWhole + 1 || decimals > MostDecimals
            || !decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number))
        {
            remedy = "it has too many digits, or two points";
            return false;
        }

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
