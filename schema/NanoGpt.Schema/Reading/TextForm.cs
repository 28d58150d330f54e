using System.Globalization;
using NanoGpt.Schema.Naming;

namespace NanoGpt.Schema.Reading;

/// <summary>Checks the form of texts, as defined by their keys.</summary>
internal static class TextForm
{
    /// <summary>The remedy for an id that is not <see cref="IsKebab"/>.</summary>
    public const string KebabRemedy = "use lowercase letters, digits and -, starting with a letter";

    public const string NameRemedy = "start with A to Z and use letters, digits and _";

    private const int MaxIdLength = 128;

    public static bool Check(string text, KeySpec key, YamlNode node, IssueList issues)
    {
        switch (key.Kind)
        {
            case KeyKind.Word or KeyKind.Words:
                return IsOneOf(text, key, node, issues);
            case KeyKind.Id when !IsId(text):
                return Reject("use letters A to z, digits and - _ . /, starting and ending with a letter or digit");
            case KeyKind.FieldName when !IsFieldName(text):
                return Reject("use lowercase letters, digits and _, starting with a letter");
            case KeyKind.RuleId when !IsKebab(text):
                return Reject(KebabRemedy);
            case KeyKind.Date when !IsDate(text):
                return Reject("write it as \"2026-08\" or \"2026-08-24\"");
            case KeyKind.Currency when !IsCurrency(text):
                return Reject("use three uppercase letters, such as USD");
            case KeyKind.CSharpName when !Identifier.IsValid(text):
                issues.Report(
                    IssueRules.BadName, node, key.Name, Printable.Of(text), Identifier.DescribeViolation(text), NameRemedy);
                return false;
            default:
                return true;
        }

        bool Reject(string remedy)
        {
            issues.Report(IssueRules.BadFormat, node, Printable.Of(text), key.Name, remedy);
            return false;
        }
    }

    /// <summary>Returns whether a text is a valid name of a field: <c>pro_mode</c>.</summary>
    public static bool IsFieldName(string text) => IsWords(text, '_');

    /// <summary>Returns whether a text is a valid id of a rule or dispute: <c>wide-needs-pro</c>.</summary>
    public static bool IsKebab(string text) => IsWords(text, '-');

    private static bool IsOneOf(string text, KeySpec key, YamlNode node, IssueList issues)
    {
        if (key.Words.Contains(text, StringComparer.Ordinal))
        {
            return true;
        }

        var guess = issues.Guess(text, key.Words);
        var hint = DidYouMean.Hint(guess, key.Words.ToArray());
        issues.ReportWithFix(IssueRules.UnknownWord, node, guess, Printable.Of(text), key.Name, hint);
        return false;
    }

    private static bool IsId(string text) =>
        text.Length is > 0 and <= MaxIdLength && IsLetterOrDigit(text[0]) && IsLetterOrDigit(text[text.Length - 1])
        && text.All(static c => IsLetterOrDigit(c) || c is '-' or '_' or '.' or '/');

    private static bool IsWords(string text, char separator) =>
        text.Length is > 0 and <= MaxIdLength && text[0] is >= 'a' and <= 'z'
        && text.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') || c == separator);

    private static bool IsDate(string text) =>
        text.Length is 7 or 10
        && DateTime.TryParseExact(
            text, text.Length == 7 ? "yyyy-MM" : "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsCurrency(string text) => text.Length == 3 && text.All(static c => c is >= 'A' and <= 'Z');

    private static bool IsLetterOrDigit(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
}
