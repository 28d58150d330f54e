using System.Text;

namespace NanoGpt.Directories.Editing;

/// <summary>Applies edits to a text.</summary>
internal static class TextEdits
{
    /// <summary>The text with all edits made. What they do not touch stays as it is, character by character.</summary>
    /// <param name="text">The text.</param>
    /// <param name="edits">The edits, in any order; two inserts at one place are made in the given order.</param>
    /// <exception cref="ArgumentOutOfRangeException">An edit lies outside the text.</exception>
    /// <exception cref="ArgumentException">Two edits overlap: which of them is meant cannot be known.</exception>
    public static string Apply(string text, IEnumerable<TextEdit> edits)
    {
        var lineEnd = LineEnd(text);
        var result = new StringBuilder(text.Length);
        var done = 0;

        // The sort is stable, and an insert at a replacement's start goes before it.
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

    /// <summary>How the lines of a text end: as its first one does; <c>\n</c> if it has only one.</summary>
    public static string LineEnd(string text)
    {
        var first = text.AsSpan().IndexOfAny('\r', '\n');
        return first < 0 || text[first] == '\n' ? "\n" : first + 1 < text.Length && text[first + 1] == '\n' ? "\r\n" : "\r";
    }
}
