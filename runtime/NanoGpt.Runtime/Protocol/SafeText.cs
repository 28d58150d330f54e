using System.Globalization;
using System.Text;

namespace NanoGpt;

/// <summary>Makes a server's text fit for logs and terminals.</summary>
internal static class SafeText
{
    public const int MaxLength = 4096;

    /// <summary>Trimmed, cut, and with control characters (also those that turn the writing direction) shown as escapes.</summary>
    public static string Clean(string text, int maxLength = MaxLength)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Length <= maxLength && !trimmed.ContainsAnyExceptInRange(' ', '~'))
        {
            return trimmed.Length == text.Length ? text : trimmed.ToString();   // nearly always
        }

        var clean = new StringBuilder(Math.Min(trimmed.Length, maxLength));
        foreach (var c in trimmed)
        {
            if (clean.Length >= maxLength)
            {
                return clean.Append('…').ToString();
            }

            if (c is '\r' or '\n' or '\t')
            {
                clean.Append(' ');
            }
            else if (char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                clean.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            }
            else
            {
                clean.Append(c);
            }
        }

        return clean.ToString();
    }

    /// <summary>The start of a body that is not what was asked for, without its tags.</summary>
    public static string Excerpt(ReadOnlySpan<byte> body)
    {
        const int Longest = 512;
        var text = Encoding.UTF8.GetString(body[..Math.Min(body.Length, 8 * Longest)]);
        var plain = new StringBuilder();
        var isTag = false;
        foreach (var c in text)
        {
            if (c == '<')
            {
                isTag = true;
                plain.Append(' ');
            }
            else if (c == '>')
            {
                isTag = false;
            }
            else if (!isTag && !(char.IsWhiteSpace(c) && plain.Length > 0 && plain[^1] == ' '))
            {
                plain.Append(char.IsWhiteSpace(c) ? ' ' : c);
            }
        }

        return Clean(plain.ToString(), Longest);
    }
}
