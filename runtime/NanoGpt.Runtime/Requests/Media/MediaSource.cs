using NanoGpt.Evaluation;

namespace NanoGpt.Requests;

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

/// <summary>A link, as the caller spelt it.</summary>
internal sealed record LinkSource(string Text) : MediaSource
{
    public override MediaForms Form => MediaForms.Url;

    // Queries and user names may hold secrets.
    public override string Describe()
    {
        if (!Uri.TryCreate(Text, UriKind.Absolute, out var link))
        {
            var end = Text.AsSpan().IndexOfAny('?', '#');
            return end < 0 ? Text : Text[..end] + "?…";
        }

        var shown = link.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        return link.Query.Length > 0 ? shown + "?…" : shown;
    }
}

/// <summary>An attachment in the provider's library.</summary>
internal sealed record AttachmentSource(string Id) : MediaSource
{
    public override MediaForms Form => MediaForms.Attachment;

    public override string Describe() => "attachment " + Id;
}

/// <summary>A text that starts like a data URL and is none. Kept, so that validation can say what is wrong with it.</summary>
internal sealed record MalformedDataSource(string Text, string Problem) : MediaSource
{
    public override MediaForms Form => MediaForms.Data;

    public override string Describe() => "malformed data URL";
}

/// <summary>Reads data URLs, strictly: base64 of the standard alphabet without blanks, because that is what services take.</summary>
internal static class DataUrl
{
    /// <summary>The bytes, or what is wrong with the text.</summary>
    public static MediaSource Parse(string text)
    {
        var head = DataUrlHead.Read(text);
        if (head.Problem is { } problem)
        {
            return new MalformedDataSource(text, problem);
        }

        var data = text.AsSpan(head.Length);
        var bytes = new byte[data.Length / 4 * 3];
        // The decoder skips blanks, which the services do not.
        return data.Length % 4 == 0 && !data.ContainsAny(" \t\r\n") && Convert.TryFromBase64Chars(data, bytes, out var length)
            ? new BytesSource(bytes.AsMemory(0, length), head.MediaType)
            : new MalformedDataSource(text, DataUrlHead.MalformedBase64);
    }
}
