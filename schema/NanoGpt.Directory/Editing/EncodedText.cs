using System.Text;

namespace NanoGpt.Directories.Editing;

/// <summary>A text file as the loader sees it, which can become bytes again in the same encoding.</summary>
/// <param name="Text">The text without a byte order mark.</param>
/// <param name="HasByteOrderMark">Whether the file starts with one.</param>
internal sealed record EncodedText(string Text, bool HasByteOrderMark)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads bytes as UTF-8, the directory's only encoding.</summary>
    /// <exception cref="DecoderFallbackException">They are not UTF-8, so that writing them back would lose some.</exception>
    public static EncodedText Decode(ReadOnlySpan<byte> bytes)
    {
        var marked = bytes.StartsWith(Encoding.UTF8.Preamble);
        return new EncodedText(Utf8.GetString(marked ? bytes[Encoding.UTF8.Preamble.Length..] : bytes), marked);
    }

    public byte[] Encode() => HasByteOrderMark ? [.. Encoding.UTF8.Preamble, .. Utf8.GetBytes(Text)] : Utf8.GetBytes(Text);
}
