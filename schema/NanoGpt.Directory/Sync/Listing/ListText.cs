using System.Globalization;
using System.Text;

namespace NanoGpt.Directories.Sync.Listing;

/// <summary>Words of a list, made fit for a file of the directory and for a terminal.</summary>
internal static class ListText
{
    private const int Longest = 200;

    /// <summary>One line without characters that hide, turn or control text; shortened if need be.</summary>
    public static string Clean(string text, int longest = Longest)
    {
        var result = new StringBuilder(Math.Min(text.Length, longest));
        var space = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || rune.Value is '\t' or '\n' or '\r')
            {
                space = result.Length > 0;
            }
            else if (IsPlain(rune))
            {
                if (result.Length >= longest)
                {
                    return result.Append('…').ToString();
                }

                result.Append(space ? " " : "").Append(rune.ToString());
                space = false;
            }
        }

        return result.ToString();
    }

    /// <summary>Whether a text can stand in a file as it is, which a value on the wire must.</summary>
    public static bool IsClean(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsPlain(rune) && rune.Value != ' ')
            {
                return false;
            }
        }

        return text.Length is > 0 and <= Longest && text.Trim().Length == text.Length;
    }

    // Half a surrogate pair comes as the replacement character.
    private static bool IsPlain(Rune rune) => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.SpaceSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate);
}
