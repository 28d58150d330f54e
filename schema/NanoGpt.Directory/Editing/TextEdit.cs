namespace NanoGpt.Directories.Editing;

/// <summary>Represents a replacement in the text of a file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Start">
/// Offset of the first character that goes, from 0, in UTF-16 code units of the text without a byte order mark: the offset of an
/// issue's span.
/// </param>
/// <param name="Length">How many characters go; 0 inserts.</param>
/// <param name="NewText">What comes in their place. Its line ends, <c>\n</c>, become those of the file.</param>
public sealed record TextEdit(string Path, int Start, int Length, string NewText)
{
    /// <summary>Gets the offset after the last character that goes.</summary>
    public int End => Start + Length;
}
