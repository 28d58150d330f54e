namespace NanoGpt.Schema.Issues;

/// <summary>Represents a problem in a file.</summary>
/// <param name="Rule">The violated rule.</param>
/// <param name="Severity">The severity. An error excludes the model.</param>
/// <param name="Path">The path of the file as the caller specified it.</param>
/// <param name="Span">The location of the smallest token that shows the problem.</param>
/// <param name="Message">The problem and the remedy.</param>
/// <param name="Suggestion">The unique text that repairs the file in place of the span, or <see langword="null"/>.</param>
public sealed record Issue(
    IssueRule Rule, IssueSeverity Severity, string Path, SourceSpan Span, string Message, string? Suggestion = null);

/// <summary>Specifies the severity of an issue.</summary>
public enum IssueSeverity
{
    /// <summary>Information.</summary>
    Info,

    /// <summary>A probable mistake. The model is used.</summary>
    Warning,

    /// <summary>The file, field or model cannot be used.</summary>
    Error,
}

/// <summary>Describes a kind of issue.</summary>
/// <param name="Id">The id: <c>NGPT020</c>. It is never reused.</param>
/// <param name="Title">A short description, which is also the heading of the rule's page.</param>
/// <param name="MessageFormat">The composite format string of the message.</param>
/// <param name="DefaultSeverity">The severity.</param>
public sealed record IssueRule(string Id, string Title, string MessageFormat, IssueSeverity DefaultSeverity)
{
    private const string Pages = "https://github.com/nanogpt-codegen/NanoGpt.Codegen/blob/main/schema/rules/";

    /// <summary>Gets the address of the rule's page.</summary>
    public string HelpLink => Pages + Id + ".md";
}

/// <summary>Represents a location in a text. Offsets, lines and columns count from 0, in UTF-16 code units.</summary>
/// <param name="Start">The offset of the first character.</param>
/// <param name="Length">The number of characters; 0 for a position between two characters.</param>
/// <param name="Line">The line of the first character.</param>
/// <param name="Column">The column of the first character.</param>
/// <param name="EndLine">The line after the last character.</param>
/// <param name="EndColumn">The column after the last character.</param>
public readonly record struct SourceSpan(int Start, int Length, int Line, int Column, int EndLine, int EndColumn)
{
    /// <summary>Gets the offset after the last character.</summary>
    public int End => Start + Length;
}
