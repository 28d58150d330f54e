using System.Globalization;
using NanoGpt.Evaluation;

namespace NanoGpt.Schema.Issues;

/// <summary>Collects the issues of one file.</summary>
internal sealed class IssueList(string path, LineMap lines)
{
    // Further issues of one file do not help its author.
    private const int Limit = 200;

    private readonly List<Issue> issues = [];

    // The index of the issue whose guess was ambiguous. Its message contains the guess, but the guess is not a fix.
    private int unclear = -1;

    public IReadOnlyList<Issue> Issues => issues;

    /// <summary>Gets the number of errors, including those above the limit.</summary>
    public int Errors { get; private set; }

    public void Add(IssueRule rule, int start, int length, string? suggestion, params object[] arguments)
    {
        if (rule.DefaultSeverity == IssueSeverity.Error)
        {
            Errors++;
        }

        if (!IsFull)
        {
            var message = string.Format(CultureInfo.InvariantCulture, rule.MessageFormat, arguments);
            var fix = issues.Count == unclear ? null : suggestion;
            issues.Add(new Issue(rule, rule.DefaultSeverity, path, lines.Span(start, length), message, fix));
        }
    }

    /// <summary>Gets a value that indicates whether further issues are dropped.</summary>
    public bool IsFull => issues.Count >= Limit;

    /// <summary>
    /// Returns the most similar word for a misspelled one, unless the list is full. If the result is ambiguous, the next issue
    /// gets no suggestion.
    /// </summary>
    public string? Guess(string word, IEnumerable<string> candidates)
    {
        if (IsFull)
        {
            return null;
        }

        var guess = NearestWord.Find(word, candidates, out var isOnly);
        unclear = isOnly ? -1 : issues.Count;
        return guess;
    }

    /// <summary>Returns the line and the column of an offset, both counted from 1.</summary>
    public (int Line, int Column) Position(int offset)
    {
        var span = lines.Span(offset, 0);
        return (span.Line + 1, span.Column + 1);
    }
}
