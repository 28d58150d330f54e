namespace NanoGpt;

/// <summary>Represents a medium in a request: a link, bytes or an attachment. Compares by value.</summary>
/// <remarks>
/// Creating one does not use the disk or the network, and fails only for programming errors such as null. Whether a model accepts
/// it is reported by <see cref="VideoRequest.Validate"/>.
/// </remarks>
public abstract class MediaInput : IEquatable<MediaInput>
{
    private protected MediaInput(MediaKind kind, MediaSource source) => (Kind, Source) = (kind, source);

    /// <summary>Gets the kind of the medium.</summary>
    public MediaKind Kind { get; }

    /// <summary>Gets the form in which the medium is sent.</summary>
    public MediaForms Form => Source.Form;

    /// <summary>Gets the link as given; null in other forms.</summary>
    public string? Url => (Source as LinkSource)?.Text;

    /// <summary>Gets the id of the attachment; null in other forms.</summary>
    public string? AttachmentId => (Source as AttachmentSource)?.Id;

    /// <summary>Gets the path of the file as given; null if the medium does not come from a file.</summary>
    public string? FilePath => (Source as FileSource)?.Path;

    /// <summary>Gets the media type, such as <c>image/png</c>; null for links and attachments, and if it is not known.</summary>
    public string? MediaType => (Source as DataSource)?.MediaType;

    internal MediaSource Source { get; }

    /// <inheritdoc/>
    public bool Equals(MediaInput? other) => other is not null && Kind == other.Kind && Source.Equals(other.Source);

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as MediaInput);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => HashCode.Combine(Kind, Source);

    /// <summary>Returns a text for display that says where the medium comes from: no contents, and no query of a link.</summary>
    public sealed override string ToString() => Source.Describe();
}

/// <summary>Specifies the kind of a medium.</summary>
public enum MediaKind
{
    /// <summary>An image.</summary>
    Image,
    /// <summary>An audio recording.</summary>
    Audio,
    /// <summary>A video.</summary>
    Video,
}

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

/// <summary>Represents an audio recording in a request.</summary>
public sealed class AudioInput : MediaInput
{
    private AudioInput(MediaSource source)
        : base(MediaKind.Audio, source)
    {
    }

    /// <inheritdoc cref="ImageInput.FromFile(string, string?)"/>
    public static AudioInput FromFile(string path, string? mediaType = null) =>
        new(MediaSource.File(MediaKind.Audio, path, mediaType));

    /// <inheritdoc cref="ImageInput.FromUrl(string)"/>
    public static AudioInput FromUrl(string url) => new(MediaSource.Url(url));

    /// <inheritdoc cref="ImageInput.FromUrl(Uri)"/>
    public static AudioInput FromUrl(Uri url) => new(MediaSource.Url(url));

    /// <inheritdoc cref="ImageInput.FromBytes"/>
    public static AudioInput FromBytes(ReadOnlyMemory<byte> bytes, string mediaType) => new(MediaSource.Bytes(bytes, mediaType));

    /// <inheritdoc cref="ImageInput.FromAttachment"/>
    public static AudioInput FromAttachment(string id) => new(MediaSource.Attachment(id));

    /// <inheritdoc cref="ImageInput.FromStream"/>
    public static AudioInput FromStream(Func<CancellationToken, ValueTask<Stream>> open, long length, string mediaType) =>
        new(MediaSource.Stream(open, length, mediaType));

    internal static AudioInput From(MediaSource source) => new(source);
}

/// <summary>Represents a video in a request.</summary>
public sealed class VideoInput : MediaInput
{
    private VideoInput(MediaSource source)
        : base(MediaKind.Video, source)
    {
    }

    /// <inheritdoc cref="ImageInput.FromFile(string, string?)"/>
    public static VideoInput FromFile(string path, string? mediaType = null) =>
        new(MediaSource.File(MediaKind.Video, path, mediaType));

    /// <inheritdoc cref="ImageInput.FromUrl(string)"/>
    public static VideoInput FromUrl(string url) => new(MediaSource.Url(url));

    /// <inheritdoc cref="ImageInput.FromUrl(Uri)"/>
    public static VideoInput FromUrl(Uri url) => new(MediaSource.Url(url));

    /// <inheritdoc cref="ImageInput.FromBytes"/>
    public static VideoInput FromBytes(ReadOnlyMemory<byte> bytes, string mediaType) => new(MediaSource.Bytes(bytes, mediaType));

    /// <inheritdoc cref="ImageInput.FromAttachment"/>
    public static VideoInput FromAttachment(string id) => new(MediaSource.Attachment(id));

    /// <inheritdoc cref="ImageInput.FromStream"/>
    public static VideoInput FromStream(Func<CancellationToken, ValueTask<Stream>> open, long length, string mediaType) =>
        new(MediaSource.Stream(open, length, mediaType));

    internal static VideoInput From(MediaSource source) => new(source);
}
