namespace NanoGpt;

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
