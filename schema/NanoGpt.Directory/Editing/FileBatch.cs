namespace NanoGpt.Directories.Editing;

/// <summary>Writes several files: all of them or none.</summary>
/// <remarks>
/// The new content and a backup of the old content of each file are written beside it first. Then each file is replaced by an
/// atomic rename. If a rename fails, the backups are restored. If the process is terminated between two renames, the backups
/// remain beside their files.
/// </remarks>
internal static class FileBatch
{
    /// <summary>Makes the changes.</summary>
    /// <exception cref="IOException">
    /// A file does not have the expected content or cannot be written. No file was changed; if one could not be restored, the
    /// message names its backup.
    /// </exception>
    public static void Write(IReadOnlyCollection<FileChange> changes) => Write(changes, FileSystem.Default);

    public static void Write(IReadOnlyCollection<FileChange> changes, FileSystem disk)
    {
        var files = new List<StagedFile>(changes.Count);
        var names = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            foreach (var change in changes)
            {
                var file = new StagedFile(change, disk);
                if (!names.Add(file.Target))
                {
                    throw new ArgumentException($"{change.Path} is changed twice.", nameof(changes));
                }

                files.Add(file);
                file.Stage();
            }

            foreach (var file in files)
            {
                file.Commit();
            }
        }
        catch (Exception cause)
        {
            // In reverse order, so that a failed restore affects as few files as possible.
            var lost = Enumerable.Reverse(files).Select(file => file.Restore()).OfType<string>().ToList();
            if (lost.Count > 0)
            {
                throw new IOException($"{cause.Message} These files could not be restored: {string.Join(", ", lost)}.", cause);
            }

            throw;
        }
        finally
        {
            foreach (var file in files)
            {
                file.Clean();
            }
        }
    }
}
