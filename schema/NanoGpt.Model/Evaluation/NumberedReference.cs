using System.Globalization;

namespace NanoGpt.Evaluation;

/// <summary>A reference in a text to an item of another field, such as <c>@Element2</c>.</summary>
public sealed class NumberedReference
{
    // Digits past this make no difference: no list is so long.
    private const int LargeEnough = 100_000_000;

    private readonly int number;

    private NumberedReference(string text, int number)
    {
        Text = text;
        this.number = number;
    }

    /// <summary>As it is written.</summary>
    public string Text { get; }

    /// <summary>The first reference to what is not there; null if all is there.</summary>
    /// <param name="text">The text.</param>
    /// <param name="marker">What stands before the number, and begins with <c>@</c>.</param>
    /// <param name="count">How many items there are to name.</param>
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

    /// <summary>What is wrong with it and what to do, after the names of the two fields.</summary>
    /// <param name="isList">Whether the field that it names items of holds several.</param>
    /// <param name="count">How many it holds in the request.</param>
    public string DescribeViolation(bool isList, int count)
    {
        if (number == 0)
        {
            return "is counted from 1: name what is attached.";
        }

        var there = (isList, count) switch
        {
            (false, 0) => "is not set",
            (false, _) => "is a single one",
            (_, 0) => "has no items",
            (_, 1) => "has 1 item",
            _ => "has " + count.ToString(CultureInfo.InvariantCulture) + " items",
        };
        return there + ": attach what it names, or name what is attached.";
    }

    // Of ASCII: where words are written without spaces, a reference stands between letters.
    private static bool IsLetterOrDigit(char c) => IsDigit(c) || c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
