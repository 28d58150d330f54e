namespace NanoGpt;

/// <summary>Where a medium comes from. One record a way of giving it; equality is by value.</summary>
internal abstract record MediaSource
{
    public abstract MediaForms Form { get; }

    public abstract string Describe();

    public static MediaSource File(MediaKind kind, string path, string? mediaType)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return new FileSource(path, mediaType is null ? MediaTypes.FromExtension(kind, path) : MediaTypes.Checked(mediaType));
    }

    public static MediaSource Url(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return DataUrl.IsDataUrl(text) ? DataUrl.Parse(text) : new LinkSource(text);
    }

    public static MediaSource Bytes(ReadOnlyMemory<byte> bytes, string mediaType) => new BytesSource(bytes, MediaTypes.Checked(mediaType));

    public static MediaSource Attachment(string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return new AttachmentSource(id);
    }

    public static MediaSource Stream(Func<CancellationToken, ValueTask<Stream>> open, long length, string mediaType)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return new StreamSource(open, length, MediaTypes.Checked(mediaType));
    }
}
