using System.Globalization;
using System.Text;

namespace NanoGpt.Schema.Issues;

/// <summary>Makes a text of a file fit to be shown in a message.</summary>
internal static class Printable
{
    private const int Longest = 60;

    /// <summary>The text in one line, cut if long, with a visible escape for what cannot be seen.</summary>
    public static string Of(string text)
    {
        var clean = text.Length <= Longest;
        for (var i = 0; clean && i < text.Length; i++)
        {
            clean = IsVisible(text[i]);
        }

        return clean ? text : Escape(text);
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        for (var i = 0; i < text.Length && i < Longest; i++)
        {
            if (IsVisible(text[i]))
            {
                escaped.Append(text[i]);
            }
            else
            {
                escaped.Append("\\u").Append(((int)text[i]).ToString("x4", CultureInfo.InvariantCulture));
            }
        }

        return text.Length > Longest ? escaped.Append('…').ToString() : escaped.ToString();
    }

    // Outside ASCII most letters are fine to show; what is blank, joined or turned around is not.
    private static bool IsVisible(char c) => c < 0x7F ? c >= ' ' : char.IsLetterOrDigit(c) || char.IsPunctuation(c) || char.IsSymbol(c);
}
