namespace NanoGpt;

/// <summary>Names the points between a whole part and its place at the target; tests let another client run at each.</summary>
internal enum DownloadStep
{
    /// <summary>All bytes are on the disk; the part still has its own name.</summary>
    Flushed,

    /// <summary>The part has the target's name and is still open.</summary>
    Moved,
}
