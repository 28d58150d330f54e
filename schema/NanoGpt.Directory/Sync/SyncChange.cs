namespace NanoGpt.Directories.Sync;

/// <summary>Represents a difference between a directory and a list, with what is done about it.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Model">The model's id.</param>
/// <param name="Subject">A field, or a key of the model; null for the model itself.</param>
/// <param name="Message">The difference in words.</param>
public sealed record SyncChange(SyncKind Kind, string Model, string? Subject, string Message);

/// <summary>Specifies the kind of a <see cref="SyncChange"/>, in the order of reports.</summary>
public enum SyncKind
{
    /// <summary>The model is in the list only: it gets a file.</summary>
    New,

    /// <summary>A model left the list and a similar one came: proposed as the same under another id.</summary>
    Renamed,

    /// <summary>The list has more, or newer, values: the file is edited.</summary>
    Changed,

    /// <summary>The list contradicts the file: the file records both and keeps its own value.</summary>
    Disputed,

    /// <summary>The model left the list: it is marked as removed or deprecated, and not deleted.</summary>
    Vanished,

    /// <summary>The model is in the list again.</summary>
    Restored,
}

/// <summary>Represents something that a list holds and that leads to no edit.</summary>
/// <param name="Model">The id of the model, fit for a terminal; <see langword="null"/> if the notice is about the list.</param>
/// <param name="Message">What it is, and what became of it.</param>
public sealed record ListNotice(string? Model, string Message);
