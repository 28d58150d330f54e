using System.Globalization;

namespace NanoGpt.Schema.Yaml;

/// <summary>Checks a text for forbidden characters and indentation by tabs, in one pass before the YAML scanner.</summary>
internal static class TextCheck
{
    private static readonly char[] LineEnds = ['\n', '\r'];

    /// <returns><see langword="true"/> if the text has no such error.</returns>
    public static bool Check(string text, YamlLimits limits, IssueList issues)
    {
        if (text.Length > limits.TextLength)
        {
            issues.Add(IssueRules.TextTooLong, 0, 0, null, text.Length, limits.TextLength);
            return false;
        }

        var before = issues.Errors;
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOfAny(LineEnds, start);
            end = end < 0 ? text.Length : end;
            if (!CheckLine(text, start, end, issues))
            {
                return false;
            }

            start = end + 1;
        }

        return issues.Errors == before;
    }

    /// <summary>Returns the index of the first forbidden character of a value; -1 if there is none.</summary>
    public static int FindForbidden(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] is >= ' ' and < '\u007f' or '\n' or '\r' or '\t')
            {
                continue;
            }

            if (IsForbidden(value, i))
            {
                return i;
            }

            if (char.IsHighSurrogate(value[i]))
            {
                i++;
            }
        }

        return -1;
    }

    /// <summary>Formats a character in Unicode notation: <c>U+202E</c>.</summary>
    public static string CodePoint(char c) => "U+" + ((int)c).ToString("X4", CultureInfo.InvariantCulture);

    public static string Describe(char c) => c switch
    {
        < ' ' or (>= '\u007f' and < '\u00a0') => "a control character",
        >= '\ud800' and <= '\udfff' => "half of a surrogate pair",
        '\u200e' or '\u200f' or '\u061c' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') =>
            "it changes the direction of text",
        '\u2028' or '\u2029' => "an unusual line break",
        _ => "it is invisible",
    };

    private static bool CheckLine(string text, int start, int end, IssueList issues)
    {
        var i = start;
        while (i < end && text[i] == ' ')
        {
            i++;
        }

        if (i < end && text[i] == '\t')
        {
            // The scanner rejects a tab even in a blank line, where YAML allows it. One issue per line is sufficient.
            issues.Add(IssueRules.TabIndentation, i, 1, "  ");
        }

        for (; i < end; i++)
        {
            var c = text[i];
            if (c is (>= ' ' and < '\u007f') or '\t')
            {
                continue;
            }

            if (c == '\ufffd')
            {
                // Decoders use this character for bytes that are not UTF-8. One issue per file is sufficient.
                issues.Add(IssueRules.Unreadable, i, 1, null);
                return false;
            }

            if (IsForbidden(text, i) && !(i == 0 && c == '\ufeff'))
            {
                issues.Add(IssueRules.ForbiddenCharacter, i, 1, "", CodePoint(c), Describe(c));
            }
            else if (char.IsHighSurrogate(c))
            {
                i++;
            }
        }

        return true;
    }

    private static bool IsForbidden(string text, int index)
    {
        var c = text[index];
        if (char.IsSurrogate(c))
        {
            return !(char.IsHighSurrogate(c) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]));
        }

        return c is < ' ' or (>= '\u007f' and < '\u00a0') or '\u00ad' or '\u061c' or '\u180e' or (>= '\u200b' and <= '\u200f')
            or (>= '\u2028' and <= '\u202e') or (>= '\u2060' and <= '\u206f') or '\ufeff' or (>= '\ufff9' and <= '\ufffb')
            or '\ufffe' or '\uffff';
    }
}
