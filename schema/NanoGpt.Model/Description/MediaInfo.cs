namespace NanoGpt;

/// <summary>Describes the accepted forms and the limits of a medium. A form that is not accepted has no key.</summary>
public sealed record MediaInfo
{
    /// <summary>Gets the JSON key for a link; <see langword="null"/> if links are not accepted.</summary>
    public string? UrlKey { get; init; }

    /// <summary>Gets the JSON key for a data URL; <see langword="null"/> if data URLs are not accepted.</summary>
    public string? DataKey { get; init; }

    /// <summary>Gets the JSON key for the id of an attachment; <see langword="null"/> if attachments are not accepted.</summary>
    public string? AttachmentKey { get; init; }

    /// <summary>Gets a value that indicates whether a link may use http. Otherwise it must use https.</summary>
    public bool AcceptsHttp { get; init; }

    /// <summary>
    /// Gets the maximum size in bytes, before base64 encoding; <see langword="null"/> if the limit of the provider applies.
    /// </summary>
    public long? MaxBytes { get; init; }

    /// <summary>Gets the minimum duration in seconds; <see langword="null"/> for no limit.</summary>
    public decimal? MinSeconds { get; init; }

    /// <summary>Gets the maximum duration in seconds; <see langword="null"/> for no limit.</summary>
    public decimal? MaxSeconds { get; init; }

    /// <summary>Gets the accepted forms.</summary>
    public MediaForms Forms => (UrlKey is null ? 0 : MediaForms.Url) | (DataKey is null ? 0 : MediaForms.Data)
        | (AttachmentKey is null ? 0 : MediaForms.Attachment);

    /// <summary>Gets the JSON keys for the accepted forms, each once.</summary>
    public IEnumerable<string> Keys =>
        new[] { UrlKey, DataKey, AttachmentKey }.OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>Returns the JSON key for a form; <see langword="null"/> if the form is not accepted.</summary>
    /// <param name="form">A single form.</param>
    public string? KeyOf(MediaForms form) => form switch
    {
        MediaForms.Url => UrlKey,
        MediaForms.Data => DataKey,
        MediaForms.Attachment => AttachmentKey,
        _ => null,
    };
}

/// <summary>Specifies the forms in which a request can carry a medium.</summary>
[Flags]
public enum MediaForms
{
    /// <summary>No form.</summary>
    None = 0,

    /// <summary>A link that the provider fetches.</summary>
    Url = 1,

    /// <summary>The bytes themselves, in a data URL.</summary>
    Data = 2,

    /// <summary>The id of an attachment in the library of the provider.</summary>
    Attachment = 4,

    /// <summary>All three forms.</summary>
    All = Url | Data | Attachment,
}
