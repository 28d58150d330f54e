using System.Globalization;
using System.Text;
using NanoGpt.Schema.Naming;

namespace NanoGpt.Generator.Emission;

/// <summary>Escapes texts of the directory for generated C# code. All texts pass through this class.</summary>
/// <remarks>
/// The escaped characters are fixed ranges and not Unicode categories, which differ between the runtimes of the compiler.
/// </remarks>
internal static class Escape
{
    public static string Literal(string text) => IsPlainAscii(text, '"', '\\', '"') ? "\"" + text + "\"" : EscapeLiteral(text);

    /// <summary>Escapes text in an XML doc comment. A line break becomes a space.</summary>
    public static string Xml(string text) => IsPlainAscii(text, '&', '<', '>') ? text : EscapeXml(text);

    public static string Comment(string text) => new(text.Select(static c => IsPlain(c) ? c : '?').ToArray());

    /// <summary>Returns a C# identifier, or throws, so that an invalid name is never emitted as code.</summary>
    public static string Name(string name) =>
        Identifier.IsValid(name) ? name : throw new InvalidOperationException($"'{name}' is not a C# identifier.");

    /// <summary>
    /// Formats a <c>double</c> literal. It always has a decimal point, which selects the overload for <c>double</c>.
    /// </summary>
    public static string Double(decimal number)
    {
        var digits = Number(number);
        return digits.Contains('.') ? digits : digits + ".0";
    }

    /// <summary>Formats a number without a type suffix.</summary>
    public static string Number(decimal number)
    {
        var digits = number.ToString(CultureInfo.InvariantCulture);
        return digits.Contains('.') ? digits.TrimEnd('0').TrimEnd('.') : digits;
    }

    // Fast path for most texts.
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
                var codePoint = char.ConvertToUtf32(c, text[++i]);
                xml.Append("&#x").Append(codePoint.ToString("X", CultureInfo.InvariantCulture)).Append(';');
            }
            else if (c is < ' ' or (>= '\u007F' and <= '\u009F') or '\u2028' or '\u2029' or >= '\uFFFE' || char.IsSurrogate(c))
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
