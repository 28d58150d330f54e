using System.Text;

namespace NanoGpt.Schema.Naming;

/// <summary>Converts names of the directory to C# names.</summary>
/// <remarks>
/// A C# name matches <c>[A-Z][A-Za-z0-9_]*</c>. No C# keyword starts with an uppercase letter, so that no name requires an
/// escape, and different names do not look the same.
/// </remarks>
public static class Identifier
{
    /// <summary>Converts a text to Pascal case: <c>veo3-1-video</c> becomes <c>Veo3_1Video</c>.</summary>
    /// <param name="text">The text.</param>
    /// <remarks>
    /// The result may not be valid: a text that starts with a digit, contains a letter outside ASCII or contains no letter is not
    /// changed further. Callers check the result with <see cref="IsValid"/>.
    /// </remarks>
    public static string Pascal(string text)
    {
        var name = new StringBuilder(text.Length + 4);
        var startsWord = true;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (!IsWordCharacter(c))
            {
                if (IsDigit(Last(name)) && IsDigit(Next(text, i + 1)))
                {
                    // 16:9 is a ratio, and 3-1 must differ from 31.
                    name.Append(c == ':' && i + 1 < text.Length && IsDigit(text[i + 1]) ? 'x' : '_');
                }
                else if (c == '-' && name.Length == 0 && i + 1 < text.Length && IsDigit(text[i + 1]))
                {
                    name.Append("Minus");
                }

                startsWord = true;
                while (i + 1 < text.Length && !IsWordCharacter(text[i + 1]))
                {
                    i++;
                }

                continue;
            }

            name.Append(startsWord && c is >= 'a' and <= 'z' ? (char)(c - 'a' + 'A') : c);
            startsWord = false;
        }

        return name.ToString();
    }

    /// <summary>Converts a text to Pascal case, and adds a prefix to a result that starts with a digit.</summary>
    /// <param name="text">The text.</param>
    /// <param name="prefix">The prefix; <see langword="null"/> for none.</param>
    public static string Pascal(string text, string? prefix)
    {
        var name = Pascal(text);
        return name.Length > 0 && IsDigit(name[0]) ? prefix + name : name;
    }

    /// <summary>Returns whether a text is a valid C# name for generated code.</summary>
    /// <param name="name">The text.</param>
    public static bool IsValid(string name) =>
        name.Length > 0 && name[0] is >= 'A' and <= 'Z'
        && name.All(static c => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_');

    /// <summary>Returns the problem of an invalid name, as the end of a sentence after "which".</summary>
    internal static string DescribeViolation(string name) =>
        name.Length == 0 ? "is empty"
            : name.Any(static c => c > '\u007f') ? "has a letter outside A to Z"
            : IsDigit(name[0]) ? "starts with a digit" : "does not start with a letter from A to Z";

    // A letter outside ASCII stays in the name, so that the name is invalid: without it, different texts could have one name.
    private static bool IsWordCharacter(char c) =>
        c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or > '\u007f';

    private static char Last(StringBuilder name) => name.Length == 0 ? '\0' : name[name.Length - 1];

    private static char Next(string text, int i)
    {
        while (i < text.Length && !IsWordCharacter(text[i]))
        {
            i++;
        }

        return i < text.Length ? text[i] : '\0';
    }

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
