namespace NanoGpt.Directories.Editing;

/// <summary>What a file is to become.</summary>
/// <param name="Path">The file.</param>
/// <param name="Before">The bytes that it must have now; null if it must not be there.</param>
/// <param name="After">The bytes that it gets; null removes it.</param>
internal sealed record FileChange(string Path, byte[]? Before, byte[]? After)
{
    /// <summary>Reads files and applies edits to them; a file that the edits leave as it is gives no change.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="System.Text.DecoderFallbackException">A file is not UTF-8.</exception>
    /// <exception cref="ArgumentException">Two edits overlap, or one lies outside its file.</exception>
    public static IReadOnlyList<FileChange> Of(IEnumerable<TextEdit> edits)
    {
        var changes = new List<FileChange>();
        foreach (var file in edits.GroupBy(edit => edit.Path, StringComparer.Ordinal))
        {
            var before = File.ReadAllBytes(file.Key);
            var decoded = EncodedText.Decode(before);
            var after = (decoded with { Text = TextEdits.Apply(decoded.Text, file) }).Encode();
            if (!after.AsSpan().SequenceEqual(before))
            {
                changes.Add(new FileChange(file.Key, before, after));
            }
        }

        return changes;
    }
}
