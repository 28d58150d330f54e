using System.Globalization;

namespace NanoGpt.Evaluation;

/// <summary>Represents a reference in a text to an item of another field, such as <c>@Element2</c>.</summary>
public sealed class NumberedReference
{
    // Avoids an overflow; no list is so long.
    private const int LargeEnough = 100_000_000;

    private readonly int number;

    private NumberedReference(string text, int number)
    {
        Text = text;
        this.number = number;
    }

    /// <summary>Gets the reference as written.</summary>
    public string Text { get; }

    /// <summary>Returns the first reference to a missing item; <see langword="null"/> if there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="marker">The text before the number, which starts with <c>@</c>.</param>
    /// <param name="count">The number of items.</param>
    public static NumberedReference? FirstWrong(string text, string marker, int count)
    {
        for (var at = text.IndexOf('@', 0); at >= 0; at = text.IndexOf('@', at + 1))
        {
            if (string.CompareOrdinal(text, at, marker, 0, marker.Length) != 0 || (at > 0 && IsLetterOrDigit(text[at - 1])))
            {
                continue;
            }

            var number = 0;
            var end = at + marker.Length;
            for (; end < text.Length && IsDigit(text[end]); end++)
            {
                number = number < LargeEnough ? (number * 10) + (text[end] - '0') : number;
            }

            var isNumbered = end > at + marker.Length && (end == text.Length || !IsLetterOrDigit(text[end]));
            if (isNumbered && (number == 0 || number > count))
            {
                return new NumberedReference(text.Substring(at, end - at), number);
            }
        }

        return null;
    }

    /// <summary>Returns the problem and the remedy, as a message that continues after the names of the two fields.</summary>
    /// <param name="isList"><see langword="true"/> if the other field is a list.</param>
    /// <param name="count">The number of items in the request.</param>
    public string DescribeViolation(bool isList, int count)
    {
        if (number == 0)
        {
            return "is numbered from 1: correct the reference.";
        }

        var state = (isList, count) switch
        {
            (false, 0) => "is not set",
            (false, _) => "is a single item",
            (_, 0) => "has no items",
            (_, 1) => "has 1 item",
            _ => "has " + count.ToString(CultureInfo.InvariantCulture) + " items",
        };
        return state + ": attach the missing items or correct the reference.";
    }

    // ASCII only: in scripts without spaces, a reference is between letters.
    private static bool IsLetterOrDigit(char c) => IsDigit(c) || c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
