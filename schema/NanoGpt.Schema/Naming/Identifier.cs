using System.Text;

namespace NanoGpt.Schema.Naming;

/// <summary>Makes C# names out of the directory's words. The only place where that is done.</summary>
/// <remarks>
/// Every name matches <c>[A-Z][A-Za-z0-9_]*</c>. C# has no keyword, contextual or not, that starts with an upper-case letter,
/// so no name needs an escape; and no two names look alike without being alike.
/// </remarks>
public static class Identifier
{
    /// <summary>Joins the words of a text in PascalCase: <c>veo3-1-video</c> becomes <c>Veo3_1Video</c>.</summary>
    /// <remarks>
    /// The result is a name only if <see cref="IsValid"/> says so: a text that starts with a digit, or has a letter outside ASCII,
    /// or no letter at all, is left for the caller to report.
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
                    // 16:9 is a ratio; 3-1 must stay apart from 31.
                    name.Append(c == ':' && i + 1 < text.Length && IsDigit(text[i + 1]) ? 'x' : '_');
                }
                else if (c == '-' && name.Length == 0 && i + 1 < text.Length && IsDigit(text[i + 1]))
                {
                    name.Append("Minus");
                }

                startsWord = true;
                i = SkipSeparators(text, i);
                continue;
            }

            name.Append(startsWord && c is >= 'a' and <= 'z' ? (char)(c - 'a' + 'A') : c);
            startsWord = false;
        }

        return name.ToString();
    }

    /// <summary>Puts a prefix before a name that starts with a digit.</summary>
    public static string Pascal(string text, string? prefix)
    {
        var name = Pascal(text);
        return name.Length > 0 && IsDigit(name[0]) ? prefix + name : name;
    }

    /// <summary>Whether a text can stand in C# as a name of ours.</summary>
    public static bool IsValid(string name) =>
        name.Length > 0 && name[0] is >= 'A' and <= 'Z'
        && name.All(static c => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_');

    /// <summary>What is wrong with a name that is not valid, to follow "which".</summary>
    internal static string DescribeViolation(string name)
    {
        return name.Length == 0 ? "is empty"
            : name.Any(static c => c > '\u007f') ? "has a letter outside A to Z"
            : IsDigit(name[0]) ? "starts with a digit" : "does not start with a letter from A to Z";
    }

    // A letter of another script stays in the name, so that IsValid refuses it: dropping it would let names meet.
    private static bool IsWordCharacter(char c) => c <= '\u007f'
        ? c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9')
        : true;

    private static int SkipSeparators(string text, int i)
    {
        while (i + 1 < text.Length && !IsWordCharacter(text[i + 1]))
        {
            i++;
        }

        return i;
    }

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
