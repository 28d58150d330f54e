using System.Globalization;
using System.Text;
using NanoGpt.Directories.Export;

namespace NanoGpt.Directories.Sync.Writing;

/// <summary>Values as this directory writes them: bare where every YAML reader takes them for text, else in double quotes.</summary>
internal static class YamlText
{
    /// <summary>A text inside brackets, or a key.</summary>
    public static string Flow(string text) => IsBare(text, " ") ? text : Quoted(text);

    /// <summary>A text that has a line to itself.</summary>
    public static string Line(string text) =>
        IsBare(text, " ,;()'%$+=") && !text.Contains(" #", StringComparison.Ordinal) ? text : Quoted(text);

    /// <summary>A number without zeros at its end.</summary>
    public static string Number(decimal number) => JsonOutput.Plain(number).ToString(CultureInfo.InvariantCulture);

    /// <summary>An amount of money: at least two digits behind the point, unless there are none.</summary>
    public static string Money(decimal amount) => Number(amount) is var text && text.IndexOf('.', StringComparison.Ordinal) is > 0 and var point
        && text.Length - point == 2 ? text + "0" : text;

    public static string List(IEnumerable<string> items) => $"[{string.Join(", ", items)}]";

    private static string Quoted(string text)
    {
        var result = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            result.Append(c is '"' or '\\' ? "\\" : "").Append(c);
        }

        return result.Append('"').ToString();
    }

    // What starts with a letter is text to every reader but for a few words. Letters of other scripts are, too, but quotes say so.
    private static bool IsBare(string text, string alsoAllowed) =>
        text.Length > 0 && char.IsAsciiLetter(text[0]) && text[^1] is not (' ' or ':')
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' || alsoAllowed.Contains(c, StringComparison.Ordinal))
        && text.ToLowerInvariant() is not ("y" or "n" or "yes" or "no" or "on" or "off" or "true" or "false" or "null" or "set" or "unset");
}
