namespace NanoGpt.Analyzers.Rules.Combinations;

/// <summary>A reference such as <c>@Element2</c> in a text.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Number">Its number, or a very large one if it is larger than that.</param>
internal sealed record Reference(string Text, int Number)
{
    // Digits past this make no difference: no list is so long.
    private const int LargeEnough = 100_000_000;

    /// <summary>The first reference to what is not there; null if all is there.</summary>
    /// <param name="text">The text.</param>
    /// <param name="marker">What stands before the number.</param>
    /// <param name="count">How many things there are to name.</param>
    public static Reference? FirstWrong(string text, string marker, int count)
    {
        for (var at = text.IndexOf('@'); at >= 0; at = text.IndexOf('@', at + 1))
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
                return new Reference(text.Substring(at, end - at), number);
            }
        }

        return null;
    }

    // Of ASCII: where words are written without spaces, a reference stands between letters.
    private static bool IsLetterOrDigit(char c) => IsDigit(c) || c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
