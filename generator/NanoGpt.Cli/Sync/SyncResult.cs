using NanoGpt.Cli.Sync.Listing;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Cli.Sync;

/// <summary>What a comparison found, and what it would write.</summary>
/// <param name="Changes">The differences, by kind and model.</param>
/// <param name="Notices">What was found and leads to no edit.</param>
/// <param name="Files">The files that change, new ones included.</param>
/// <param name="Catalog">The directory as it would be.</param>
internal sealed record SyncResult(
    IReadOnlyList<SyncChange> Changes, IReadOnlyList<ListNotice> Notices, IReadOnlyList<SyncFile> Files, Catalog Catalog);

/// <summary>A file that changes.</summary>
/// <param name="Path">The file.</param>
/// <param name="Before">Its text; null if it is new.</param>
/// <param name="After">Its text then.</param>
internal sealed record SyncFile(string Path, string? Before, string After);
