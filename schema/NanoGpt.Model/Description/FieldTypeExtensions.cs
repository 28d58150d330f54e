namespace NanoGpt;

/// <summary>Classifies field types.</summary>
public static class FieldTypeExtensions
{
    /// <summary>Returns whether values of a type are numbers.</summary>
    /// <param name="type">The type.</param>
    public static bool IsNumeric(this FieldType type) => type is FieldType.Integer or FieldType.Number or FieldType.Seconds or FieldType.Seed;

    /// <summary>Returns whether values of a type are images, audio or videos.</summary>
    /// <param name="type">The type.</param>
    public static bool IsMedia(this FieldType type) => type is FieldType.Image or FieldType.Audio or FieldType.Video;
}
