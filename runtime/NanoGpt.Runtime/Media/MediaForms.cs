namespace NanoGpt;

/// <summary>The forms in which a request can carry a medium.</summary>
[Flags]
public enum MediaForms
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>A link that the provider fetches.</summary>
    Url = 1,

    /// <summary>The bytes themselves, in a data URL.</summary>
    Data = 2,

    /// <summary>The id of an attachment in the provider's library.</summary>
    Attachment = 4,
}
