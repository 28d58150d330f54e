using NanoGpt.Requests;

namespace NanoGpt;

/// <summary>A video in a request.</summary>
public sealed class VideoInput : MediaInput
{
    private VideoInput(MediaSource source)
        : base(MediaKind.Video, source)
    {
    }

    /// <summary>A file, which is read when the request is sent.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="mediaType">Such as <c>video/mp4</c>; null to tell it from the file's extension.</param>
    /// <exception cref="ArgumentException">The path is empty, or <paramref name="mediaType"/> is not a media type.</exception>
    public static VideoInput FromFile(string path, string? mediaType = null) => new(MediaSource.File(MediaKind.Video, path, mediaType));

    /// <summary>A public https link, which the provider fetches; a data URL is taken as its bytes.</summary>
    /// <param name="url">The link, sent exactly as it is written here.</param>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public static VideoInput FromUrl(string url) => new(MediaSource.Url(url));

    /// <summary>A public https link, which the provider fetches.</summary>
    /// <param name="url">The link.</param>
    public static VideoInput FromUrl(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return FromUrl(url.OriginalString);
    }

    /// <summary>Bytes in memory. They are not copied: leave them as they are until the request is sent.</summary>
    /// <param name="bytes">The video's bytes.</param>
    /// <param name="mediaType">Such as <c>video/mp4</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="mediaType"/> is not a media type.</exception>
    public static VideoInput FromBytes(ReadOnlyMemory<byte> bytes, string mediaType) => new(MediaSource.Bytes(bytes, mediaType));

    /// <summary>An attachment in the provider's library.</summary>
    /// <param name="id">The attachment's id.</param>
    /// <exception cref="ArgumentException">The id is empty.</exception>
    public static VideoInput FromAttachment(string id) => new(MediaSource.Attachment(id));

    /// <summary>A stream, which is opened and read once each time that the request is sent, and then disposed.</summary>
    /// <param name="open">Opens it at its start.</param>
    /// <param name="length">Its length in bytes, which must be exact: sending fails if the stream gives more or fewer.</param>
    /// <param name="mediaType">Such as <c>video/mp4</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    /// <exception cref="ArgumentException"><paramref name="mediaType"/> is not a media type.</exception>
    public static VideoInput FromStream(Func<CancellationToken, ValueTask<Stream>> open, long length, string mediaType) =>
        new(MediaSource.Stream(open, length, mediaType));

    internal static VideoInput From(MediaSource source) => new(source);
}
