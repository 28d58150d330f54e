using System.Globalization;
using System.Text;

namespace NanoGpt.Directories.Export.JsonSchemas;

/// <summary>Patterns for whole numbers that the wire writes as text, such as <c>"8s"</c>.</summary>
internal static class WholeNumberText
{
    /// <summary>Any whole number, written without needless zeros.</summary>
    /// <param name="suffix">What follows the digits, as a pattern.</param>
    public static string Any(string suffix) => $"^(?:0|-?[1-9][0-9]*){suffix}$";

    /// <summary>A whole number from a least one on, written without needless zeros.</summary>
    public static string AtLeast(decimal least, string suffix) => least > 0
        ? $"^{Magnitude(least)}{suffix}$"
        : least == 0 ? $"^(?:0|[1-9][0-9]*){suffix}$"
        : $"^(?:0|[1-9][0-9]*|-{UpTo(-least)}){suffix}$";

    /// <summary>Digits of a number from a positive one on, without anything before or after them.</summary>
    public static string Magnitude(decimal least)
    {
        var digits = Digits(least);
        var ways = new List<string> { $"[1-9][0-9]{{{digits.Length},}}" };
        for (var i = 0; i < digits.Length; i++)
        {
            // The same digits up to here, then a greater one, then any.
            if (digits[i] < '9')
            {
                ways.Add(Way(digits, i, Range((char)(digits[i] + 1), '9')));
            }
        }

        ways.Add(digits);
        return $"(?:{string.Join('|', ways)})";
    }

    /// <summary>Digits of a number from 1 up to a positive one.</summary>
    private static string UpTo(decimal most)
    {
        var digits = Digits(most);
        var ways = new List<string>();
        if (digits.Length > 1)
        {
            ways.Add($"[1-9][0-9]{{0,{digits.Length - 2}}}");
        }

        for (var i = 0; i < digits.Length; i++)
        {
            var first = i == 0 ? '1' : '0';
            if (digits[i] > first)
            {
                ways.Add(Way(digits, i, Range(first, (char)(digits[i] - 1))));
            }
        }

        ways.Add(digits);
        return $"(?:{string.Join('|', ways)})";
    }

    private static string Way(string digits, int at, string digit)
    {
        var way = new StringBuilder(digits, 0, at, digits.Length + 16).Append(digit);
        var rest = digits.Length - at - 1;
        return (rest == 0 ? way : rest == 1 ? way.Append("[0-9]") : way.Append(CultureInfo.InvariantCulture, $"[0-9]{{{rest}}}")).ToString();
    }

    private static string Range(char from, char to) => from == to ? from.ToString() : $"[{from}-{to}]";

    private static string Digits(decimal number) => number.ToString("0", CultureInfo.InvariantCulture);
}
