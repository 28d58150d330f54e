namespace NanoGpt.Requests;

/// <summary>Represents the origin of a medium. Compares by value.</summary>
internal abstract record MediaSource
{
    public abstract MediaForms Form { get; }

    public abstract string Describe();

    public static MediaSource File(MediaKind kind, string path, string? mediaType)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return new FileSource(
            path,
            mediaType is null ? MediaTypes.FromFileName(path, MediaTypes.PrefixOf(ToFieldType(kind))) : Validate(mediaType));
    }

    public static MediaSource Url(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return Url(url.OriginalString);
    }

    public static MediaSource Url(string url)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(url);
        return DataUrlHeader.Begins(url) ? DataUrl(url) : new LinkSource(url);
    }

    public static MediaSource Bytes(ReadOnlyMemory<byte> bytes, string mediaType) => new BytesSource(bytes, Validate(mediaType));

    public static MediaSource Attachment(string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return new AttachmentSource(id);
    }

    public static MediaSource Stream(Func<CancellationToken, ValueTask<Stream>> open, long length, string mediaType)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return new StreamSource(open, length, Validate(mediaType));
    }

    private static MediaSource DataUrl(string text)
    {
        var head = DataUrlHeader.Read(text);
        if (head.Problem is { } problem)
        {
            return new MalformedDataSource(text, problem);
        }

        return DataUrlHeader.DataLength(text, head.Length) is { } length
            && new byte[length] is var bytes && Convert.TryFromBase64Chars(text.AsSpan(head.Length), bytes, out _)
                ? new BytesSource(bytes, head.MediaType)
                : new MalformedDataSource(text, DataUrlHeader.MalformedBase64);
    }

    private static FieldType ToFieldType(MediaKind kind) => kind switch
    {
        MediaKind.Image => FieldType.Image,
        MediaKind.Audio => FieldType.Audio,
        _ => FieldType.Video,
    };

    private static string Validate(string mediaType)
    {
        ArgumentException.ThrowIfNullOrEmpty(mediaType);
        return MediaTypes.IsWellFormed(mediaType)
            ? mediaType
            : throw new ArgumentException($"'{mediaType}' is not a media type such as image/png.", nameof(mediaType));
    }
}

/// <summary>Represents a link, as the caller wrote it.</summary>
internal sealed record LinkSource(string Text) : MediaSource
{
    public override MediaForms Form => MediaForms.Url;

    public override string Describe() => PublicLink.Describe(Text);
}

/// <summary>Represents an attachment in the library of the provider.</summary>
internal sealed record AttachmentSource(string Id) : MediaSource
{
    public override MediaForms Form => MediaForms.Attachment;

    public override string Describe() => "attachment " + Id;
}

/// <summary>Represents a malformed data URL. Validation reports the problem.</summary>
internal sealed record MalformedDataSource(string Text, string Problem) : MediaSource
{
    public override MediaForms Form => MediaForms.Data;

    public override string Describe() => "malformed data URL";
}
