namespace NanoGpt;

/// <summary>Represents an image in a request.</summary>
public sealed class ImageInput : MediaInput
{
    private ImageInput(MediaSource source)
        : base(MediaKind.Image, source)
    {
    }

    /// <summary>Creates an input from a file, which is read when the request is sent.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="mediaType">The media type, such as <c>image/png</c>; null determines it from the file extension.</param>
    /// <exception cref="ArgumentException">The path is empty, or <paramref name="mediaType"/> is not a media type.</exception>
    public static ImageInput FromFile(string path, string? mediaType = null) =>
        new(MediaSource.File(MediaKind.Image, path, mediaType));

    /// <summary>Creates an input from a public https link, which the provider fetches, or from a data URL.</summary>
    /// <param name="url">The link. It is sent exactly as it is written.</param>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public static ImageInput FromUrl(string url) => new(MediaSource.Url(url));

    /// <summary>Creates an input from a public https link, which the provider fetches.</summary>
    /// <param name="url">The link.</param>
    public static ImageInput FromUrl(Uri url) => new(MediaSource.Url(url));

    /// <summary>Creates an input from bytes in memory. Do not change them until the request is sent.</summary>
    /// <param name="bytes">The contents.</param>
    /// <param name="mediaType">The media type, such as <c>image/png</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="mediaType"/> is not a media type.</exception>
    public static ImageInput FromBytes(ReadOnlyMemory<byte> bytes, string mediaType) => new(MediaSource.Bytes(bytes, mediaType));

    /// <summary>Creates an input from an attachment in the library of the provider.</summary>
    /// <param name="id">The id of the attachment.</param>
    /// <exception cref="ArgumentException">The id is empty.</exception>
    public static ImageInput FromAttachment(string id) => new(MediaSource.Attachment(id));

    /// <summary>Creates an input from a stream, which is opened, read once and disposed each time the request is sent.</summary>
    /// <param name="open">Opens the stream at its start.</param>
    /// <param name="length">The exact length in bytes. Sending fails if the stream has more or fewer bytes.</param>
    /// <param name="mediaType">The media type, such as <c>image/png</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    /// <exception cref="ArgumentException"><paramref name="mediaType"/> is not a media type.</exception>
    public static ImageInput FromStream(Func<CancellationToken, ValueTask<Stream>> open, long length, string mediaType) =>
        new(MediaSource.Stream(open, length, mediaType));

    internal static ImageInput From(MediaSource source) => new(source);
}
