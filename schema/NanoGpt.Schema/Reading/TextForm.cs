using System.Globalization;
using NanoGpt.Schema.Format;
using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Naming;
using NanoGpt.Schema.Yaml;

namespace NanoGpt.Schema.Reading;

/// <summary>The forms that texts of certain keys must have.</summary>
internal static class TextForm
{
    /// <summary>What to do about an id that is not <see cref="IsKebab"/>.</summary>
    public const string KebabRemedy = "use lower-case letters, digits and -, starting with a letter";

    private const int LongestId = 128;

    /// <summary>Checks a text against what its key asks for, and reports what does not fit.</summary>
    public static bool Check(string text, KeySpec key, YamlNode node, IssueList issues)
    {
        switch (key.Kind)
        {
            case KeyKind.Word or KeyKind.Words:
                return IsOneOf(text, key, node, issues);
            case KeyKind.Id when !IsId(text):
                return Refuse("use letters A to z, digits and - _ . /, starting and ending with a letter or digit");
            case KeyKind.FieldName when !IsFieldName(text):
                return Refuse("use lower-case letters, digits and _, starting with a letter");
            case KeyKind.RuleId when !IsKebab(text):
                return Refuse(KebabRemedy);
            case KeyKind.Date when !IsDate(text):
                return Refuse("write it as \"2026-08\" or \"2026-08-24\"");
            case KeyKind.Currency when !IsCurrency(text):
                return Refuse("use three capitals, such as USD");
            case KeyKind.CSharpName when !Identifier.IsValid(text):
                issues.Add(IssueRules.BadName, node.Start, node.Length, null, key.Name, Printable.Of(text), Identifier.DescribeViolation(text),
                    "start with A to Z and use letters, digits and _");
                return false;
            default:
                return true;
        }

        bool Refuse(string remedy)
        {
            issues.Add(IssueRules.BadFormat, node.Start, node.Length, null, Printable.Of(text), key.Name, remedy);
            return false;
        }
    }

    /// <summary>Whether a text can name a field: <c>pro_mode</c>.</summary>
    public static bool IsFieldName(string text) => IsWords(text, '_');

    /// <summary>Whether a text can be the id of a rule or dispute: <c>wide-needs-pro</c>.</summary>
    public static bool IsKebab(string text) => IsWords(text, '-');

    private static bool IsOneOf(string text, KeySpec key, YamlNode node, IssueList issues)
    {
        if (key.Words.Contains(text, StringComparer.Ordinal))
        {
            return true;
        }

        var guess = issues.Guess(text, key.Words);
        issues.Add(IssueRules.UnknownWord, node.Start, node.Length, guess, Printable.Of(text), key.Name, DidYouMean.Hint(guess, key.Words.ToArray()));
        return false;
    }

    private static bool IsId(string text) =>
        text.Length is > 0 and <= LongestId && IsLetterOrDigit(text[0]) && IsLetterOrDigit(text[text.Length - 1])
        && text.All(static c => IsLetterOrDigit(c) || c is '-' or '_' or '.' or '/');

    private static bool IsWords(string text, char separator) =>
        text.Length is > 0 and <= LongestId && text[0] is >= 'a' and <= 'z'
        && text.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') || c == separator);

    private static bool IsDate(string text) =>
        text.Length is 7 or 10
        && DateTime.TryParseExact(
            text, text.Length == 7 ? "yyyy-MM" : "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsCurrency(string text) => text.Length == 3 && text.All(static c => c is >= 'A' and <= 'Z');

    private static bool IsLetterOrDigit(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
}
