namespace NanoGpt.Directories.Sync;

/// <summary>Represents the result of a comparison with a list.</summary>
/// <param name="Changes">The differences, ordered by kind and model.</param>
/// <param name="Compared">The number of facts that were compared.</param>
/// <param name="Uncompared">The facts of the list that could not be compared.</param>
/// <param name="Notices">Other findings that cause no edit.</param>
/// <param name="Files">The changed and new files.</param>
/// <param name="Catalog">The directory after the edits.</param>
public sealed record SyncResult(
    IReadOnlyList<SyncChange> Changes, int Compared, IReadOnlyList<UncomparedFact> Uncompared, IReadOnlyList<ListNotice> Notices,
    IReadOnlyList<SyncFile> Files, Catalog Catalog);

/// <summary>Represents a fact of a list that could not be compared with the directory.</summary>
/// <param name="Model">The model id, sanitized; <see langword="null"/> if the fact concerns all models.</param>
/// <param name="Key">The path of the key in the entry of the model.</param>
/// <param name="Reason">The reason, with the listed value where it helps.</param>
public sealed record UncomparedFact(string? Model, string Key, string Reason);

/// <summary>Represents a file that changes.</summary>
/// <param name="Path">The file.</param>
/// <param name="Before">The current text; null if the file is new.</param>
/// <param name="After">The new text.</param>
public sealed record SyncFile(string Path, string? Before, string After);

/// <summary>Represents a difference between a directory and a list, and the resulting edit.</summary>
/// <param name="Kind">The kind of difference.</param>
/// <param name="Model">The model id.</param>
/// <param name="Subject">The field or key of the model; null for the model itself.</param>
/// <param name="Message">A description.</param>
public sealed record SyncChange(SyncKind Kind, string Model, string? Subject, string Message);

/// <summary>Specifies the kind of a <see cref="SyncChange"/>, in the order of reports.</summary>
public enum SyncKind
{
    /// <summary>The model is only in the list: a file is created.</summary>
    New,

    /// <summary>A model left the list and a similar one appeared: proposed as the same model under another id.</summary>
    Renamed,

    /// <summary>The list has additional or newer values: the file is edited.</summary>
    Changed,

    /// <summary>The list contradicts the file: the file records both and keeps its own value.</summary>
    Disputed,

    /// <summary>The model left the list: it is marked as removed or deprecated.</summary>
    Vanished,

    /// <summary>The model is in the list again.</summary>
    Restored,
}

/// <summary>Represents a finding about a list that causes no edit.</summary>
/// <param name="Model">The model id, sanitized; <see langword="null"/> if the notice is about the list.</param>
/// <param name="Message">A description.</param>
public sealed record ListNotice(string? Model, string Message);
