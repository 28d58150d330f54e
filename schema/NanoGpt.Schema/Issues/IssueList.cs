using System.Globalization;
using NanoGpt.Evaluation;

namespace NanoGpt.Schema.Issues;

/// <summary>Gathers the issues of one file.</summary>
internal sealed class IssueList(string path, LineMap lines)
{
    // A file that is wrong in every line helps nobody by saying so more often than this.
    private const int Limit = 200;

    private readonly List<Issue> issues = [];

    // The number of the issue whose guess was one of several: it is named in the message, but is no repair.
    private int unclear = -1;

    public string Path => path;

    /// <summary>What was found, in the order in which it was found.</summary>
    public IReadOnlyList<Issue> Issues => issues;

    /// <summary>How many errors were found, those over the limit included: compare before and after to know whether a part is good.</summary>
    public int Errors { get; private set; }

    /// <summary>Adds an issue of a rule's own severity.</summary>
    public void Add(IssueRule rule, int start, int length, string? suggestion, params object[] arguments)
    {
        if (rule.DefaultSeverity == IssueSeverity.Error)
        {
            Errors++;
        }

        if (!IsFull)
        {
            var message = string.Format(CultureInfo.InvariantCulture, rule.MessageFormat, arguments);
            issues.Add(new Issue(
                rule, rule.DefaultSeverity, path, lines.Span(start, length), message, issues.Count == unclear ? null : suggestion));
        }
    }

    /// <summary>Whether more issues would not be kept, so that nothing is worth finding out for them.</summary>
    public bool IsFull => issues.Count >= Limit;

    /// <summary>
    /// Guesses what a misspelt word was meant to be, while there is room to say so. If another candidate is as near, the next issue
    /// to be added gets no suggestion.
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

    /// <summary>Line and column of an offset as people count them, from 1.</summary>
    public (int Line, int Column) Position(int offset)
    {
        var span = lines.Span(offset, 0);
        return (span.Line + 1, span.Column + 1);
    }
}
