namespace NanoGpt.Directories.Export.JsonSchemas;

/// <summary>Builds patterns for whole numbers that are sent as text, such as <c>"8s"</c>.</summary>
internal static class WholeNumberText
{
    public static string Any(string suffix) => $"^(?:0|-?[1-9][0-9]*){suffix}$";

    public static string AtLeast(decimal minimum, string suffix) => minimum > 0
        ? $"^{Magnitude(minimum)}{suffix}$"
        : minimum == 0 ? $"^(?:0|[1-9][0-9]*){suffix}$"
        : $"^(?:0|[1-9][0-9]*|-{UpTo(-minimum)}){suffix}$";

    /// <summary>Matches the digits of a number that is not less than a positive minimum; the pattern is not anchored.</summary>
    public static string Magnitude(decimal minimum)
    {
        var digits = Digits(minimum);

        // Each alternative has the same digits up to a position, then a greater digit, then any digits.
        var greater = Enumerable.Range(0, digits.Length).Where(i => digits[i] < '9')
            .Select(i => Alternative(digits, i, Range((char)(digits[i] + 1), '9')));
        return $"(?:{string.Join('|', [$"[1-9][0-9]{{{digits.Length},}}", .. greater, digits])})";
    }

    private static string UpTo(decimal maximum)
    {
        var digits = Digits(maximum);
        IEnumerable<string> shorter = digits.Length > 1 ? [$"[1-9][0-9]{{0,{digits.Length - 2}}}"] : [];
        var less = Enumerable.Range(0, digits.Length).Where(i => digits[i] > First(i))
            .Select(i => Alternative(digits, i, Range(First(i), (char)(digits[i] - 1))));
        return $"(?:{string.Join('|', [.. shorter, .. less, digits])})";

        static char First(int position) => position == 0 ? '1' : '0';
    }

    private static string Alternative(string digits, int position, string digit) =>
        digits[..position] + digit + (digits.Length - position - 1) switch
        {
            0 => "",
            1 => "[0-9]",
            var rest => $"[0-9]{{{rest}}}",
        };

    private static string Range(char from, char to) => from == to ? from.ToString() : $"[{from}-{to}]";

    private static string Digits(decimal number) => number.ToString("0", CultureInfo.InvariantCulture);
}
