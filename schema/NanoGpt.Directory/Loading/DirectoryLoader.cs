using NanoGpt.Definitions;
using NanoGpt.Directories.Export.Reading;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Directories.Loading;

/// <summary>Loads model directories from where they are kept: folders, exported files and git revisions.</summary>
/// <remarks>
/// The <see cref="Catalog.Issues"/> of a catalog tell what is wrong with it. A model with an error is missing from the catalog, so
/// that callers who compare or edit must not go on if there is one.
/// </remarks>
public static class DirectoryLoader
{
    private const string Revision = "git:";

    /// <summary>Loads a folder, or a JSON file that <see cref="Export.JsonFormat"/> wrote.</summary>
    /// <exception cref="DirectoryReadException">It cannot be read.</exception>
    public static Catalog Load(string path) => ExportedFile.Is(path) ? ExportedFile.Read(path) : DirectoryFiles.Load(DirectoryFiles.Read(path));

    /// <summary>Loads a folder, an exported JSON file, or <c>git:REVISION:PATH</c>.</summary>
    /// <param name="place">Where the directory is.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <exception cref="DirectoryReadException">It cannot be read.</exception>
    public static async Task<Catalog> LoadAsync(string place, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(place);
        return !ExportedFile.Is(place) && place.StartsWith(Revision, StringComparison.Ordinal)
            ? await LoadRevisionAsync(place[Revision.Length..].Split(':', 2) is [var revision, var path] ? (revision, path) : (place[Revision.Length..], "."))
            : Load(place);

        Task<Catalog> LoadRevisionAsync((string Name, string Path) revision) =>
            DirectoryLoader.LoadRevisionAsync(revision.Name, revision.Path, cancellationToken);
    }

    /// <summary>Loads a folder as it was in a git revision, without touching the working tree.</summary>
    /// <param name="revision">Anything that git takes for a commit.</param>
    /// <param name="path">
    /// The folder, from the root of the repository around the current folder; or a path that starts with a dot or is absolute.
    /// </param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <exception cref="DirectoryReadException">There is no such revision or folder, or it cannot be read.</exception>
    public static async Task<Catalog> LoadRevisionAsync(string revision, string path, CancellationToken cancellationToken) =>
        DirectoryFiles.Load(await GitRevision.ReadAsync(revision, path, cancellationToken));
}
