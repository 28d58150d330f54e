namespace NanoGpt.Cli.Sync;

/// <summary>One difference between a directory and a list, with what is done about it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Model">The model's id.</param>
/// <param name="Subject">A field, or a key of the model; null for the model itself.</param>
/// <param name="Message">In words.</param>
internal sealed record SyncChange(SyncKind Kind, string Model, string? Subject, string Message);

/// <summary>The kinds of <see cref="SyncChange"/>, as they are reported one after another.</summary>
internal enum SyncKind
{
    /// <summary>The list has it, the directory does not: it gets a file.</summary>
    New,

    /// <summary>One model goes and another like it comes: proposed as the same under another id.</summary>
    Renamed,

    /// <summary>The list knows more, or something newer: the file is edited.</summary>
    Changed,

    /// <summary>The list contradicts what the file says: both are written down, and the file's way stays.</summary>
    Disputed,

    /// <summary>The list had it and has it no more: it is marked, not deleted.</summary>
    Vanished,

    /// <summary>The list has it again.</summary>
    Restored,
}
