namespace NanoGpt.Directories.Editing;

/// <summary>Represents a replacement in the text of a file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Start">
/// The zero-based offset of the first replaced character, in UTF-16 code units without a byte order mark, as in the span of an
/// issue.
/// </param>
/// <param name="Length">The number of replaced characters; 0 inserts.</param>
/// <param name="NewText">The new text. Its line feeds are converted to the line ending of the file.</param>
public sealed record TextEdit(string Path, int Start, int Length, string NewText)
{
    /// <summary>Gets the offset after the last replaced character.</summary>
    public int End => Start + Length;
}

/// <summary>Applies edits to a text.</summary>
internal static class TextEdits
{
    /// <summary>Applies edits in any order; insertions at one offset are made in the given order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An edit lies outside the text.</exception>
    /// <exception cref="ArgumentException">Two edits overlap.</exception>
    public static string Apply(string text, IEnumerable<TextEdit> edits)
    {
        var lineEnd = LineEnd(text);
        var result = new StringBuilder(text.Length);
        var done = 0;

        // The sort is stable; an insertion at the start of a replacement precedes it.
        foreach (var edit in edits.OrderBy(edit => edit.Start).ThenBy(edit => edit.Length > 0))
        {
            ArgumentOutOfRangeException.ThrowIfNegative(edit.Start);
            ArgumentOutOfRangeException.ThrowIfNegative(edit.Length);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(edit.End, text.Length);
            if (edit.Start < done)
            {
                throw new ArgumentException($"Two edits of {edit.Path} overlap at offset {edit.Start}.", nameof(edits));
            }

            result.Append(text, done, edit.Start - done);
            result.Append(lineEnd == "\n" ? edit.NewText : edit.NewText.ReplaceLineEndings(lineEnd));
            done = edit.End;
        }

        return result.Append(text, done, text.Length - done).ToString();
    }

    /// <summary>Returns the line ending of the first line; <c>\n</c> if the text has only one line.</summary>
    public static string LineEnd(string text)
    {
        var first = text.AsSpan().IndexOfAny('\r', '\n');
        return first < 0 || text[first] == '\n' ? "\n" : first + 1 < text.Length && text[first + 1] == '\n' ? "\r\n" : "\r";
    }
}
