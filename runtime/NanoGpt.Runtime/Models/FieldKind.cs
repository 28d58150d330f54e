namespace NanoGpt;

/// <summary>What kind of value a field takes.</summary>
public enum FieldKind
{
    /// <summary>Text, or an open set of texts.</summary>
    Text,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A whole number of 32 bits.</summary>
    Integer,

    /// <summary>A whole number of 64 bits that makes results repeatable; -1 means random.</summary>
    Seed,

    /// <summary>A number with a fraction.</summary>
    Number,

    /// <summary>A length of time in whole seconds.</summary>
    Seconds,

    /// <summary>One of a closed set of texts.</summary>
    Choice,

    /// <summary>A still image.</summary>
    Image,

    /// <summary>A sound.</summary>
    Audio,

    /// <summary>A video.</summary>
    Video,

    /// <summary>Any JSON value.</summary>
    Json,

    /// <summary>A JSON object with fields of its own.</summary>
    Group,
}
