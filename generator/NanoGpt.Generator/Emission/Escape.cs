using System.Globalization;
using System.Text;
using NanoGpt.Schema.Naming;

namespace NanoGpt.Generator.Emission;

/// <summary>The only way from a text of the directory into C#: one function for each kind of place.</summary>
/// <remarks>
/// What is not plainly printable is escaped by ranges that are written down here, not by Unicode categories: those differ between
/// the runtimes that a compiler runs on, and the output must not.
/// </remarks>
internal static class Escape
{
    /// <summary>A C# string literal with its quotes.</summary>
    public static string Literal(string text) => IsPlainAscii(text, '"', '\\', '"') ? "\"" + text + "\"" : EscapeLiteral(text);

    /// <summary>Text inside an XML doc comment: one line, no markup; a line break becomes a space.</summary>
    public static string Xml(string text) => IsPlainAscii(text, '&', '<', '>') ? text : EscapeXml(text);

    /// <summary>Text inside a <c>//</c> comment.</summary>
    public static string Comment(string text) => new(text.Select(static c => IsPlain(c) ? c : '?').ToArray());

    /// <summary>
    /// A name that the loader made, checked once more: what is no name stops the emission of the model instead of becoming code.
    /// </summary>
    public static string Name(string name) =>
        Identifier.IsValid(name) ? name : throw new InvalidOperationException($"'{name}' is no C# name.");

    /// <summary>
    /// A <c>double</c> literal; it always has a point or an exponent, so that no overload for whole numbers is meant.
    /// </summary>
    public static string Double(decimal number)
    {
        var digits = Number(number);
        return digits.Contains('.') ? digits : digits + ".0";
    }

    /// <summary>A number without a type: a whole one, or a <c>double</c> literal.</summary>
    public static string Number(decimal number)
    {
        var digits = number.ToString(CultureInfo.InvariantCulture);
        return digits.Contains('.') ? digits.TrimEnd('0').TrimEnd('.') : digits;
    }

    // Nearly all texts; the others go character by character.
    private static bool IsPlainAscii(string text, char one, char two, char three)
    {
        foreach (var c in text)
        {
            if (c is < ' ' or > '~' || c == one || c == two || c == three)
            {
                return false;
            }
        }

        return true;
    }

    private static string EscapeLiteral(string text)
    {
        var literal = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => literal.Append('\\').Append(c),
                _ when IsPlain(c) => literal.Append(c),
                _ => literal.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture)),
            };
        }

        return literal.Append('"').ToString();
    }

    private static string EscapeXml(string text)
    {
        var xml = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '&' or '<' or '>')
            {
                xml.Append(c switch { '&' => "&amp;", '<' => "&lt;", _ => "&gt;" });
            }
            else if (IsPlain(c))
            {
                xml.Append(c);
            }
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                xml.Append("&#x").Append(char.ConvertToUtf32(c, text[++i]).ToString("X",
                    CultureInfo.InvariantCulture)).Append(';');
            }
            else if (c < ' ' || c is >= '\u007F' and <= '\u009F' || c is '\u2028' or '\u2029' || char.IsSurrogate(c)
                || c >= '\uFFFE')
            {
                xml.Append(' ');
            }
            else
            {
                xml.Append("&#x").Append(((int)c).ToString("X", CultureInfo.InvariantCulture)).Append(';');
            }
        }

        return xml.ToString();
    }

    // ASCII, Latin, dashes and quotes, CJK. No control, format, bidi, combining or surrogate character is in these ranges.
    private static bool IsPlain(char c) =>
        c is (>= ' ' and <= '~') or (>= '\u00A1' and <= '\u02FF' and not '\u00AD')
            or (>= '\u2010' and <= '\u2027') or (>= '\u3041' and <= '\u3096') or (>= '\u4E00' and <= '\u9FFF');
}
