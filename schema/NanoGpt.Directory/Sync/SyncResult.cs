using NanoGpt.Schema.Loading;

namespace NanoGpt.Directories.Sync;

/// <summary>Represents what a comparison with a list found, and what it would write.</summary>
/// <param name="Changes">The differences, by kind and model.</param>
/// <param name="Notices">Findings that lead to no edit.</param>
/// <param name="Files">The files that change, new ones included.</param>
/// <param name="Catalog">The directory as it would be.</param>
public sealed record SyncResult(
    IReadOnlyList<SyncChange> Changes, IReadOnlyList<ListNotice> Notices, IReadOnlyList<SyncFile> Files, Catalog Catalog);

/// <summary>Represents a file that changes.</summary>
/// <param name="Path">The file.</param>
/// <param name="Before">Its text; null if it is new.</param>
/// <param name="After">Its text then.</param>
public sealed record SyncFile(string Path, string? Before, string After);
