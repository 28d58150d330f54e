using NanoGpt.Evaluation;

namespace NanoGpt;

/// <summary>Where a medium comes from. One record a way of giving it; equality is by value.</summary>
internal abstract record MediaSource
{
    public abstract MediaForms Form { get; }

    public abstract string Describe();

    public static MediaSource File(MediaKind kind, string path, string? mediaType)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return new FileSource(path, mediaType is null ? MediaTypes.OfFile(path, MediaTypes.PrefixOf(TypeOf(kind))) : Checked(mediaType));
    }

    public static MediaSource Url(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return DataUrlHead.Begins(text) ? DataUrl.Parse(text) : new LinkSource(text);
    }

    public static MediaSource Bytes(ReadOnlyMemory<byte> bytes, string mediaType) => new BytesSource(bytes, Checked(mediaType));

    public static MediaSource Attachment(string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return new AttachmentSource(id);
    }

    public static MediaSource Stream(Func<CancellationToken, ValueTask<Stream>> open, long length, string mediaType)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return new StreamSource(open, length, Checked(mediaType));
    }

    private static FieldType TypeOf(MediaKind kind) => kind switch
    {
        MediaKind.Image => FieldType.Image,
        MediaKind.Audio => FieldType.Audio,
        _ => FieldType.Video,
    };

    private static string Checked(string mediaType)
    {
        ArgumentException.ThrowIfNullOrEmpty(mediaType);
        return MediaTypes.IsWellFormed(mediaType)
            ? mediaType
            : throw new ArgumentException($"'{mediaType}' is not a media type such as image/png.", nameof(mediaType));
    }
}
