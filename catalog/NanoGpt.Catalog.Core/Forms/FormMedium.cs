namespace NanoGpt.Catalogs.Forms;

/// <summary>Represents a medium of a form.</summary>
/// <param name="Input">The medium as it is sent.</param>
/// <param name="FileName">The name of the file that it was read from; null if it is a link or an attachment.</param>
public sealed record FormMedium(MediaInput Input, string? FileName = null)
{
    /// <summary>Creates a medium from a link or a data URL.</summary>
    /// <param name="type">The type of the field.</param>
    /// <param name="link">The link.</param>
    public static FormMedium FromLink(FieldType type, string link) => new(type switch
    {
        FieldType.Image => ImageInput.FromUrl(link),
        FieldType.Audio => AudioInput.FromUrl(link),
        _ => VideoInput.FromUrl(link),
    });

    /// <summary>Creates a medium from the id of an attachment.</summary>
    /// <param name="type">The type of the field.</param>
    /// <param name="id">The id.</param>
    public static FormMedium FromAttachment(FieldType type, string id) => new(type switch
    {
        FieldType.Image => ImageInput.FromAttachment(id),
        FieldType.Audio => AudioInput.FromAttachment(id),
        _ => VideoInput.FromAttachment(id),
    });

    /// <summary>Creates a medium from the contents of a file.</summary>
    /// <param name="type">The type of the field.</param>
    /// <param name="bytes">The contents.</param>
    /// <param name="fileName">The name of the file.</param>
    /// <param name="mediaType">The media type.</param>
    public static FormMedium FromFile(FieldType type, byte[] bytes, string fileName, string mediaType) => new(
        type switch
        {
            FieldType.Image => ImageInput.FromBytes(bytes, mediaType),
            FieldType.Audio => AudioInput.FromBytes(bytes, mediaType),
            _ => VideoInput.FromBytes(bytes, mediaType),
        },
        fileName);

    /// <summary>Creates a medium from an input that was read from JSON; null for null.</summary>
    /// <param name="input">The input.</param>
    public static FormMedium? Of(MediaInput? input) => input is null ? null : new FormMedium(input);
}
