namespace NanoGpt;

/// <summary>How far the replacement of the journal's file is; tests stop it at each.</summary>
internal enum JournalStep
{
    /// <summary>The new file is there, without a line.</summary>
    Begun,

    /// <summary>Half of the lines are in the new file.</summary>
    HalfWritten,

    /// <summary>All lines are in the new file, perhaps not yet on the disk.</summary>
    Written,

    /// <summary>The new file is on the disk.</summary>
    Flushed,

    /// <summary>The old file is closed; it still has its name.</summary>
    Closed,

    /// <summary>The new file has the name.</summary>
    Moved,
}
