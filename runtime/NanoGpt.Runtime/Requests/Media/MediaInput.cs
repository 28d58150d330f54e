using NanoGpt.Requests;

namespace NanoGpt;

/// <summary>A medium in a request: a link, bytes (from memory, a file or a stream), or an attachment. Compares by value.</summary>
/// <remarks>
/// Making one never touches the disk or the network and refuses only what is a slip of the programmer (null, a media type that is
/// none). Whether a model takes it is for <see cref="VideoRequest.Validate"/> to say.
/// </remarks>
public abstract class MediaInput : IEquatable<MediaInput>
{
    private protected MediaInput(MediaKind kind, MediaSource source)
    {
        Kind = kind;
        Source = source;
    }

    /// <summary>What it is.</summary>
    public MediaKind Kind { get; }

    /// <summary>The form in which it is sent; exactly one.</summary>
    public MediaForms Form => Source.Form;

    /// <summary>The link as given; null in other forms.</summary>
    public string? Url => (Source as LinkSource)?.Text;

    /// <summary>The attachment's id; null in other forms.</summary>
    public string? AttachmentId => (Source as AttachmentSource)?.Id;

    /// <summary>The file's path as given; null if it does not come from a file.</summary>
    public string? FilePath => (Source as FileSource)?.Path;

    /// <summary>The media type, such as <c>image/png</c>; null for links and attachments and if it cannot be told.</summary>
    public string? MediaType => (Source as DataSource)?.MediaType;

    internal MediaSource Source { get; }

    /// <inheritdoc/>
    public bool Equals(MediaInput? other) => other is not null && Kind == other.Kind && Source.Equals(other.Source);

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as MediaInput);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => HashCode.Combine(Kind, Source);

    /// <summary>For people: where it comes from, never its contents, and a link without its query, which may hold a secret.</summary>
    public sealed override string ToString() => Source.Describe();
}

/// <summary>What a medium is.</summary>
public enum MediaKind
{
    /// <summary>A still image.</summary>
    Image,

    /// <summary>A sound.</summary>
    Audio,

    /// <summary>A video.</summary>
    Video,
}
