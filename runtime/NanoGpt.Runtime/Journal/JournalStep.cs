namespace NanoGpt;

/// <summary>Specifies how far the writing of the journal's file is; tests stop it at each step.</summary>
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

    /// <summary>The first half of an appended line is in the file.</summary>
    LineHalfWritten,

    /// <summary>An appended line is in the file, perhaps not yet on the disk.</summary>
    LineWritten,

    /// <summary>An appended line is on the disk.</summary>
    LineFlushed,
}
