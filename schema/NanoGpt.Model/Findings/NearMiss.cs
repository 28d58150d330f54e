namespace NanoGpt.Evaluation;

/// <summary>Finds the listed value from which a text differs only in case and punctuation: 16:9 for 16x9.</summary>
/// <remarks>A text with other letters or digits may be a value that is not listed.</remarks>
internal static class NearMiss
{
    private const char End = '\0';

    /// <summary>Returns the listed value; <see langword="null"/> if there is none.</summary>
    public static string? Find(EquatableArray<ValueInfo> values, string text)
    {
        foreach (var value in values)
        {
            if (AreAlike(value.Wire, text))
            {
                return value.Wire;
            }
        }

        return null;
    }

    private static bool AreAlike(string a, string b)
    {
        var (i, j) = (0, 0);
        for (var isFirst = true; ; isFirst = false)
        {
            var next = Next(a, ref i);
            if (next != Next(b, ref j))
            {
                return false;
            }

            if (next == End)
            {
                return !isFirst;
            }
        }
    }

    // Returns the next letter or digit, or a colon for the punctuation between two digits.
    private static char Next(string text, ref int index)
    {
        var start = index;
        while (index < text.Length && IsPunctuation(text, index))
        {
            index++;
        }

        return index == text.Length ? End
            : index > start && start > 0 && char.IsDigit(text[start - 1]) && char.IsDigit(text[index]) ? ':'
            : char.ToLowerInvariant(text[index++]);
    }

    // The x in 16x9 and 16 x 9 is punctuation.
    private static bool IsPunctuation(string text, int index)
    {
        if (text[index] is not ('x' or 'X'))
        {
            return !char.IsLetterOrDigit(text[index]);
        }

        var (before, after) = (index - 1, index + 1);
        while (before > 0 && text[before] == ' ')
        {
            before--;
        }

        while (after < text.Length - 1 && text[after] == ' ')
        {
            after++;
        }

        return before >= 0 && after < text.Length && char.IsDigit(text[before]) && char.IsDigit(text[after]);
    }
}
