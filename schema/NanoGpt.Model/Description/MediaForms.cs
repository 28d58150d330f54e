namespace NanoGpt;

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
