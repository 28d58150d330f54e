using NanoGpt.Directories.Editing;
using NanoGpt.Schema.Issues;

namespace NanoGpt.Directories.Validation;

/// <summary>Represents the repair of an issue that needs no decision.</summary>
/// <param name="Issue">The issue.</param>
/// <param name="Edit">What repairs it.</param>
/// <param name="Old">The token as it was, quotes included.</param>
public sealed record SafeFix(Issue Issue, TextEdit Edit, string Old)
{
    // Misspelt words: quotes around them stay.
    private static readonly HashSet<string> Words =
    [
        IssueRules.UnknownKey.Id, IssueRules.UnknownWord.Id, IssueRules.UnlistedValue.Id, IssueRules.RuleFieldUnknown.Id,
        IssueRules.RuleValueImpossible.Id, IssueRules.PriceFieldUnknown.Id, IssueRules.PriceValueImpossible.Id,
        IssueRules.UnknownField.Id, IssueRules.UnknownSource.Id, IssueRules.UnknownSuccessor.Id,
    ];

    // The right value in the wrong notation: the token is written anew as a whole.
    private static readonly HashSet<string> Notations =
        [IssueRules.AmbiguousScalar.Id, IssueRules.WrongKind.Id, IssueRules.BadNumber.Id];

    /// <summary>Returns the repair of an issue; <see langword="null"/> if there is none, or only one that needs a decision.</summary>
    /// <param name="issue">The issue.</param>
    /// <param name="text">The text of its file.</param>
    public static SafeFix? Of(Issue issue, string text)
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

        // 1080p is no misspelling of 1280p, nor veo3 of veo2: where digits differ, somebody has to decide.
        return Words.Contains(issue.Rule.Id) && Digits(old).SequenceEqual(Digits(suggestion)) ? With(LikeBefore(old, suggestion)) : null;

        SafeFix With(string now) => new(issue, new TextEdit(issue.Path, issue.Span.Start, issue.Span.Length, now), old);
    }

    private static string LikeBefore(string old, string suggestion) => old[0] switch
    {
        '\'' => $"'{Bare(suggestion).Replace("'", "''", StringComparison.Ordinal)}'",
        '"' when suggestion[0] != '"' => $"\"{suggestion}\"",
        _ => suggestion,
    };

    /// <summary>What a suggestion in double quotes says.</summary>
    private static string Bare(string suggestion) => suggestion[0] != '"' ? suggestion
        : suggestion[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace(@"\\", @"\", StringComparison.Ordinal);

    private static IEnumerable<char> Digits(string text) => text.Where(char.IsAsciiDigit);
}
