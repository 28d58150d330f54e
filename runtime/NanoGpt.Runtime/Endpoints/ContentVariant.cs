namespace NanoGpt;

/// <summary>What can be fetched of a finished job by its id.</summary>
public enum ContentVariant
{
    /// <summary>The video.</summary>
    Video,

    /// <summary>A picture of it.</summary>
    Thumbnail,

    /// <summary>Many small pictures of it in one.</summary>
    Spritesheet,
}
