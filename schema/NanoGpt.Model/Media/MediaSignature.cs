namespace NanoGpt.Evaluation;

/// <summary>Recognizes videos, images and audio by their first bytes, because declared media types may be wrong.</summary>
public static class MediaSignature
{
    /// <summary>The number of bytes that the methods require.</summary>
    public const int Length = 12;

    /// <summary>Returns whether bytes start with a signature of a group of media types.</summary>
    /// <param name="start">The first bytes, as many as <see cref="Length"/>.</param>
    /// <param name="prefix">The prefix of the media types: <c>image/</c>.</param>
    public static bool Matches(ReadOnlySpan<byte> start, string prefix) => prefix switch
    {
        "image/" => IsPicture(start),
        "audio/" => IsSound(start),
        _ => IsVideo(start),
    };

    /// <summary>Returns whether bytes start with the signature of a video.</summary>
    /// <param name="start">The first bytes, as many as <see cref="Length"/>.</param>
    public static bool IsVideo(ReadOnlySpan<byte> start)
    {
        if (start.Length < Length)
        {
            return false;
        }

        var box = start.Slice(4, 4);   // MP4 and QuickTime: the name of the first box
        return box.SequenceEqual("ftyp"u8) || box.SequenceEqual("moov"u8) || box.SequenceEqual("mdat"u8)
            || box.SequenceEqual("free"u8) || box.SequenceEqual("wide"u8) || box.SequenceEqual("skip"u8)
            || start.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3])   // EBML: WebM and Matroska
            || (start.StartsWith("RIFF"u8) && start.Slice(8, 4).SequenceEqual("AVI "u8))
            || start.StartsWith("OggS"u8)
            || start.StartsWith("GIF8"u8);   // some models return animations
    }

    /// <summary>Returns whether bytes start with the signature of an image.</summary>
    /// <param name="start">The first bytes, as many as <see cref="Length"/>.</param>
    public static bool IsPicture(ReadOnlySpan<byte> start) =>
        start.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G'])
        || start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
        || start.StartsWith("GIF8"u8)
        || (start.Length >= Length && start.StartsWith("RIFF"u8) && start.Slice(8, 4).SequenceEqual("WEBP"u8))
        || (start.Length >= Length && start.Slice(4, 4).SequenceEqual("ftyp"u8)
            && (start.Slice(8, 4).SequenceEqual("avif"u8) || start.Slice(8, 4).SequenceEqual("heic"u8)))
        || start.StartsWith("BM"u8);

    private static bool IsSound(ReadOnlySpan<byte> start) =>
        start.StartsWith("ID3"u8) || start.StartsWith("OggS"u8) || start.StartsWith("fLaC"u8)
        || (start.Length >= Length && start.StartsWith("RIFF"u8) && start.Slice(8, 4).SequenceEqual("WAVE"u8))
        || (start.Length > 1 && start[0] == 0xFF && (start[1] & 0xE0) == 0xE0)   // MPEG frames, with or without ADTS
        || IsVideo(start);   // containers of audio or video
}
