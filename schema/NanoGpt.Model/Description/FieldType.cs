namespace NanoGpt;

/// <summary>Specifies the type of a field's value.</summary>
public enum FieldType
{
    /// <summary>Text.</summary>
    String,

    /// <summary>A Boolean value.</summary>
    Boolean,

    /// <summary>A 32-bit integer.</summary>
    Integer,

    /// <summary>A number that may have a fraction.</summary>
    Number,

    /// <summary>A duration in whole seconds.</summary>
    Seconds,

    /// <summary>One of a set of texts.</summary>
    Enum,

    /// <summary>A 64-bit integer that makes results repeatable; -1 means random.</summary>
    Seed,

    /// <summary>A still image.</summary>
    Image,

    /// <summary>An audio clip.</summary>
    Audio,

    /// <summary>A video.</summary>
    Video,

    /// <summary>A JSON object.</summary>
    Object,
}

/// <summary>Classifies field types.</summary>
public static class FieldTypeExtensions
{
    /// <summary>Returns whether values of a type are numbers.</summary>
    /// <param name="type">The type.</param>
    public static bool IsNumeric(this FieldType type) =>
        type is FieldType.Integer or FieldType.Number or FieldType.Seconds or FieldType.Seed;

    /// <summary>Returns whether values of a type are images, audio or videos.</summary>
    /// <param name="type">The type.</param>
    public static bool IsMedia(this FieldType type) => type is FieldType.Image or FieldType.Audio or FieldType.Video;
}
