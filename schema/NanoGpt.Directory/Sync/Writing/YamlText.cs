namespace NanoGpt.Directories.Sync.Writing;

/// <summary>Formats values as YAML: unquoted where every YAML reader reads text, otherwise in double quotes.</summary>
internal static class YamlText
{
    public static string Flow(string text) => IsBare(text, " ") ? text : Quoted(text);

    public static string Line(string text) =>
        IsBare(text, " ,;()'%$+=") && !text.Contains(" #", StringComparison.Ordinal) ? text : Quoted(text);

    public static string Number(decimal number) => ExactNumber.Normalize(number).ToString(CultureInfo.InvariantCulture);

    /// <summary>Formats an amount with no decimals or at least two.</summary>
    public static string Money(decimal amount) =>
        Number(amount) is var text && text.IndexOf('.', StringComparison.Ordinal) is > 0 and var point
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

    // Text that starts with an ASCII letter needs no quotes, except for some keywords.
    private static bool IsBare(string text, string alsoAllowed) =>
        text.Length > 0 && char.IsAsciiLetter(text[0]) && text[^1] is not (' ' or ':')
        && text.All(
            c =>
                char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/'
                    || alsoAllowed.Contains(c, StringComparison.Ordinal))
        && text.ToLowerInvariant() is not (
            "y" or "n" or "yes" or "no" or "on" or "off" or "true" or "false" or "null" or "set" or "unset");
}
