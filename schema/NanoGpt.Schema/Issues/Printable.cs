using System.Globalization;
using System.Text;

namespace NanoGpt.Schema.Issues;

/// <summary>Formats texts of files for messages.</summary>
internal static class Printable
{
    private const int MaxLength = 60;

    /// <summary>Returns a text in one line, with a limited length and with escapes for invisible characters.</summary>
    public static string Of(string text)
    {
        if (text.Length <= MaxLength && text.All(IsVisible))
        {
            return text;
        }

        var escaped = new StringBuilder();
        for (var i = 0; i < text.Length && i < MaxLength; i++)
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

        return text.Length > MaxLength ? escaped.Append('…').ToString() : escaped.ToString();
    }

    // Spaces, combining marks and format characters outside ASCII are escaped.
    private static bool IsVisible(char c) =>
        c < 0x7F ? c >= ' ' : char.IsLetterOrDigit(c) || char.IsPunctuation(c) || char.IsSymbol(c);
}
