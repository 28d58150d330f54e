namespace NanoGpt.Schema.Yaml;

/// <summary>Determines how readers of YAML 1.1 and 1.2 may interpret a value without quotes.</summary>
internal static class BareScalar
{
    /// <returns>The interpretation: <c>a number</c>; <see langword="null"/> if every reader reads text.</returns>
    public static string? Misreading(string text)
    {
        if (text.Length == 0)
        {
            return "nothing";
        }

        // Among values that start with a letter, only some words are ambiguous.
        var first = text[0];
        if (first is >= 'a' and <= 'z' or >= 'A' and <= 'Z')
        {
            return Word(text);
        }

        return first switch
        {
            '~' => text.Length == 1 ? "nothing" : null,
            '=' or '<' => text is "=" or "<<" ? "a key of YAML's own" : null,
            '.' or '+' or '-' or (>= '0' and <= '9') => Number(text),
            _ => null,
        };
    }

    private static string? Word(string text) => text.Length > 5 ? null : text.ToLowerInvariant() switch
    {
        "y" or "n" or "yes" or "no" or "on" or "off" or "true" or "false" => "true or false",
        "null" => "nothing",
        _ => null,
    };

    private static string? Number(string text)
    {
        var start = text[0] is '+' or '-' ? 1 : 0;
        var rest = start == 0 ? text : text.Substring(1);
        if (rest.ToLowerInvariant() is ".inf" or ".nan"
            || (rest.Length > 2 && rest[0] == '0' && rest[1] is 'x' or 'o' or 'b' && rest.Skip(2).All(IsHexOrUnderscore)))
        {
            return "a number";
        }

        var digits = 0;
        var colons = 0;
        var dashes = 0;
        for (var i = 0; i < rest.Length; i++)
        {
            var c = rest[i];
            switch (c)
            {
                case >= '0' and <= '9':
                    digits++;
                    break;
                case ':':
                    colons++;
                    break;
                case '-' when start == 0 && i > 0 && rest[i - 1] is >= '0' and <= '9':
                    dashes++;
                    break;
                case '_' or '.':
                    break;
                case 'e' or 'E' when digits > 0 && colons == 0 && dashes == 0:
                    return IsExponent(rest, i + 1) ? "a number" : null;
                case 'T' or 't' or ' ' when dashes == 2:
                    return "a date";
                default:
                    return null;
            }
        }

        return digits == 0 ? null : dashes switch
        {
            0 => colons > 0 ? "a number to base 60" : "a number",
            2 => colons == 0 ? "a date" : null,
            _ => null,
        };
    }

    private static bool IsExponent(string text, int from)
    {
        if (from < text.Length && text[from] is '+' or '-')
        {
            from++;
        }

        return from < text.Length && text.Skip(from).All(static c => c is >= '0' and <= '9');
    }

    private static bool IsHexOrUnderscore(char c) => c is >= '0' and <= '9' or >= 'a' and <= 'f' or >= 'A' and <= 'F' or '_';
}
