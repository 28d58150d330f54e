namespace NanoGpt.Schema.Issues;

/// <summary>A place in a text. Everything counts from 0, in UTF-16 code units.</summary>
/// <param name="Start">The first character's offset.</param>
/// <param name="Length">The number of characters; 0 for a place between two characters.</param>
/// <param name="Line">The first character's line.</param>
/// <param name="Column">The first character's column.</param>
/// <param name="EndLine">The line of the place after the last character.</param>
/// <param name="EndColumn">The column of the place after the last character.</param>
public readonly record struct SourceSpan(int Start, int Length, int Line, int Column, int EndLine, int EndColumn)
{
    /// <summary>The offset after the last character.</summary>
    public int End => Start + Length;
}
