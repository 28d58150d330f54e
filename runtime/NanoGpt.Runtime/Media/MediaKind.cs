namespace NanoGpt;

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
