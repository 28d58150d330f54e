namespace NanoGpt.Directories.Editing;

/// <summary>Represents a change of one file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Before">The expected bytes; null if the file must not exist.</param>
/// <param name="After">The new bytes; null deletes the file.</param>
internal sealed record FileChange(string Path, byte[]? Before, byte[]? After)
{
    /// <summary>Reads files and applies edits to them. Files that the edits do not change are omitted.</summary>
    public static IReadOnlyList<FileChange> FromEdits(IEnumerable<TextEdit> edits)
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

/// <summary>Represents the text of a UTF-8 file and whether the file starts with a byte order mark.</summary>
internal sealed record EncodedText(string Text, bool HasByteOrderMark)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decodes UTF-8, the only encoding of a directory.</summary>
    /// <exception cref="DecoderFallbackException">The bytes are not valid UTF-8.</exception>
    public static EncodedText Decode(ReadOnlySpan<byte> bytes)
    {
        var marked = bytes.StartsWith(Encoding.UTF8.Preamble);
        return new EncodedText(Utf8.GetString(marked ? bytes[Encoding.UTF8.Preamble.Length..] : bytes), marked);
    }

    public byte[] Encode() => HasByteOrderMark ? [.. Encoding.UTF8.Preamble, .. Utf8.GetBytes(Text)] : Utf8.GetBytes(Text);
}
