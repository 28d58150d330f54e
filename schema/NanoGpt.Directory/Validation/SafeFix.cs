using NanoGpt.Directories.Editing;
using NanoGpt.Schema.Issues;

namespace NanoGpt.Directories.Validation;

/// <summary>Represents a fix of an issue that requires no decision.</summary>
/// <param name="Issue">The issue.</param>
/// <param name="Edit">The edit that fixes the issue.</param>
/// <param name="Old">The replaced token, including quotes.</param>
public sealed record SafeFix(Issue Issue, TextEdit Edit, string Old)
{
    // Misspelled words: quotes around them are kept.
    private static readonly HashSet<string> MisspelledWords =
    [
        IssueRules.UnknownKey.Id, IssueRules.UnknownWord.Id, IssueRules.UnlistedValue.Id, IssueRules.RuleFieldUnknown.Id,
        IssueRules.RuleValueImpossible.Id, IssueRules.PriceFieldUnknown.Id, IssueRules.PriceValueImpossible.Id,
        IssueRules.UnknownField.Id, IssueRules.UnknownSource.Id, IssueRules.UnknownSuccessor.Id,
    ];

    // Correct values in the wrong notation: the whole token is replaced.
    private static readonly HashSet<string> Notations =
        [IssueRules.AmbiguousScalar.Id, IssueRules.WrongKind.Id, IssueRules.BadNumber.Id];

    /// <summary>Returns the fix of an issue; <see langword="null"/> if there is none or it requires a decision.</summary>
    /// <param name="issue">The issue.</param>
    /// <param name="text">The text of its file.</param>
    public static SafeFix? Find(Issue issue, string text)
    {
        ArgumentNullException.ThrowIfNull(issue);
        ArgumentNullException.ThrowIfNull(text);
        if (issue.Suggestion is not { } suggestion)
        {
            return null;
        }

        var old = text.Substring(issue.Span.Start, issue.Span.Length);
        if (Notations.Contains(issue.Rule.Id))
        {
            return With(suggestion);
        }

        // 1080p is not a misspelling of 1280p: different digits require a decision.
        return MisspelledWords.Contains(issue.Rule.Id) && Digits(old).SequenceEqual(Digits(suggestion))
            ? With(KeepQuotes(old, suggestion)) : null;

        SafeFix With(string now) => new(issue, new TextEdit(issue.Path, issue.Span.Start, issue.Span.Length, now), old);
    }

    private static string KeepQuotes(string old, string suggestion) => old[0] switch
    {
        '\'' => $"'{Unquote(suggestion).Replace("'", "''", StringComparison.Ordinal)}'",
        '"' when suggestion[0] != '"' => $"\"{suggestion}\"",
        _ => suggestion,
    };

    private static string Unquote(string suggestion) => suggestion[0] != '"' ? suggestion
        : suggestion[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace(@"\\", @"\", StringComparison.Ordinal);

    private static IEnumerable<char> Digits(string text) => text.Where(char.IsAsciiDigit);
}
