namespace NanoGpt.Directories.Editing;

/// <summary>Changes several files, all or none.</summary>
/// <remarks>
/// First everything that can fail for want of space, rights or a good disk: the new content of each file, and a copy of its old one, go
/// to files beside it. Only then each is renamed to its place, which a file system does whole or not at all. If a rename fails, the
/// copies are renamed back. If the process dies between two renames, the copies are still there, under names that say whose they are.
/// </remarks>
internal static class FileBatch
{
    /// <summary>Makes the changes.</summary>
    /// <exception cref="IOException">
    /// A file is not as the change expects it, or cannot be written. No file was changed; where one could not be put back, the message
    /// names the copy of it.
    /// </exception>
    public static void Write(IReadOnlyCollection<FileChange> changes) => Write(changes, FileSystem.OfMachine);

    /// <summary>Makes the changes on a given disk.</summary>
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
            // The newest first, so that a failure to put one back leaves as few as possible behind it.
            var lost = Enumerable.Reverse(files).Select(file => file.Restore()).OfType<string>().ToList();
            if (lost.Count > 0)
            {
                throw new IOException($"{cause.Message} Then these could not be put back: {string.Join(", ", lost)}.", cause);
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
