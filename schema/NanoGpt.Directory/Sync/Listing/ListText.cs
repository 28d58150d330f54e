namespace NanoGpt.Directories.Sync.Listing;

/// <summary>Sanitizes text of a list for files and terminals.</summary>
internal static class ListText
{
    private const int MaxLength = 200;

    /// <summary>Returns the text on one line, without control and format characters, and truncated to a maximum length.</summary>
    public static string Clean(string text, int maxLength = MaxLength)
    {
        var result = new StringBuilder(Math.Min(text.Length, maxLength));
        var space = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || rune.Value is '\t' or '\n' or '\r')
            {
                space = result.Length > 0;
            }
            else if (IsPlain(rune))
            {
                if (result.Length >= maxLength)
                {
                    return result.Append('…').ToString();
                }

                result.Append(space ? " " : "").Append(rune.ToString());
                space = false;
            }
        }

        return result.ToString();
    }

    /// <summary>Returns whether a text can be written as it is, which values on the wire require.</summary>
    public static bool IsClean(string text)
    {
        var runes = text.EnumerateRunes();
        return text.Length is > 0 and <= MaxLength && text.Trim().Length == text.Length
            && runes.All(static rune => IsPlain(rune) || rune.Value == ' ');
    }

    // An unpaired surrogate is decoded as the replacement character.
    private static bool IsPlain(Rune rune) => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.SpaceSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.Surrogate);
}
