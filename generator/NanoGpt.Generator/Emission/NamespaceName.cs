using System.Globalization;

namespace NanoGpt.Generator.Emission;

/// <summary>Says which texts can name a namespace.</summary>
internal static class NamespaceName
{
    // The language's reserved words: it has had these since its second version, and new ones are contextual.
    private static readonly HashSet<string> Reserved = new(
        ("abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum "
        + "event explicit extern false finally fixed float for foreach goto if implicit in int interface internal is lock long "
        + "namespace new null object operator out override params private protected public readonly ref return sbyte sealed short "
        + "sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked unsafe ushort using virtual "
        + "void volatile while __arglist __makeref __reftype __refvalue").Split(' '),
        StringComparer.Ordinal);

    /// <summary>The first of its parts that is no C# name; null if all are.</summary>
    public static string? WrongPart(string name)
    {
        foreach (var part in name.Split('.'))
        {
            if (!IsName(part))
            {
                return part;
            }
        }

        return null;
    }

    private static bool IsName(string part)
    {
        for (var i = 0; i < part.Length; i++)
        {
            if (!(IsLetter(part[i]) || (i > 0 && IsPart(part[i]))))
            {
                return false;
            }
        }

        return part.Length > 0 && !Reserved.Contains(part);
    }

    private static bool IsLetter(char c) => c == '_' || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.UppercaseLetter
        or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
        or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber;

    // Format characters are part of names too, but cannot be seen: two names could look the same.
    private static bool IsPart(char c) => CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.DecimalDigitNumber
        or UnicodeCategory.ConnectorPunctuation or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
