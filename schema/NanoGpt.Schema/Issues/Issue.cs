namespace NanoGpt.Schema.Issues;

/// <summary>One thing that is wrong with a file, where, and what to do about it.</summary>
/// <param name="Rule">Which kind of thing.</param>
/// <param name="Severity">How bad it is; an error drops the model.</param>
/// <param name="Path">The file, as the caller named it.</param>
/// <param name="Span">The smallest token that shows it.</param>
/// <param name="Message">Where, what, and what to do.</param>
/// <param name="Suggestion">A text that would repair it in place of <paramref name="Span"/>, if there is exactly one.</param>
public sealed record Issue(
    IssueRule Rule, IssueSeverity Severity, string Path, SourceSpan Span, string Message, string? Suggestion = null);

/// <summary>How bad an issue is.</summary>
public enum IssueSeverity
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Probably a mistake; the model is used as it is.</summary>
    Warning,

    /// <summary>The file, field or model cannot be used.</summary>
    Error,
}
