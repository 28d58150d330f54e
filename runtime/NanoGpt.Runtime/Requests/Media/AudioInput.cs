namespace NanoGpt;

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
