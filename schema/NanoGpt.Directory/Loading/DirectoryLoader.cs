using NanoGpt.Directories.Export.Reading;

namespace NanoGpt.Directories.Loading;

/// <summary>Loads model directories from folders, exported files and git revisions.</summary>
/// <remarks>
/// <see cref="Catalog.Issues"/> contains the problems of a directory. A model with an error is missing from the catalog, so
/// callers that compare or edit must stop if there is an error.
/// </remarks>
public static class DirectoryLoader
{
    private const string Revision = "git:";

    /// <summary>Loads a folder, or a JSON file that <see cref="Export.JsonFormat"/> wrote.</summary>
    /// <param name="path">The folder or the file.</param>
    /// <exception cref="DirectoryReadException">The directory cannot be read.</exception>
    public static Catalog Load(string path) =>
        ExportedFile.IsExport(path) ? ExportedFile.Read(path) : DirectoryFiles.Load(DirectoryFiles.Read(path));

    /// <summary>Loads a folder, an exported JSON file, or <c>git:REVISION:PATH</c>.</summary>
    /// <param name="place">The location of the directory.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <exception cref="DirectoryReadException">The directory cannot be read.</exception>
    public static async Task<Catalog> LoadAsync(string place, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(place);
        if (ExportedFile.IsExport(place) || !place.StartsWith(Revision, StringComparison.Ordinal))
        {
            return Load(place);
        }

        var parts = place[Revision.Length..].Split(':', 2);
        return await LoadRevisionAsync(parts[0], parts.Length > 1 ? parts[1] : ".", cancellationToken);
    }

    /// <summary>Loads a folder of a git revision without changing the working tree.</summary>
    /// <param name="revision">Any name that git resolves to a commit.</param>
    /// <param name="path">
    /// The folder, relative to the root of the repository around the current folder; or a path that starts with a dot or is
    /// absolute.
    /// </param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <exception cref="DirectoryReadException">The revision or folder does not exist or cannot be read.</exception>
    public static async Task<Catalog> LoadRevisionAsync(string revision, string path, CancellationToken cancellationToken) =>
        DirectoryFiles.Load(await GitRevision.ReadAsync(revision, path, cancellationToken));
}
