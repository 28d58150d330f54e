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
