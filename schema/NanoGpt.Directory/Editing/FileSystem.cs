namespace NanoGpt.Directories.Editing;

/// <summary>The few things that a set of files needs of a disk; a test makes them fail.</summary>
internal class FileSystem
{
    public static FileSystem OfMachine { get; } = new();

    /// <summary>The bytes of a file; null if there is none.</summary>
    public virtual byte[]? Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Writes a file that is not there yet, and returns when the disk has it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="like">A file whose access rights it gets, where the system has such; null for those of a new file.</param>
    public virtual void Write(string path, ReadOnlySpan<byte> content, string? like)
    {
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        if (like is not null && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(stream.SafeFileHandle, File.GetUnixFileMode(like));
        }

        stream.Write(content);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Gives a file another name in the same folder, in one step that cannot be half done; what has that name goes.</summary>
    public virtual void Rename(string from, string to) => File.Move(from, to, overwrite: true);

    /// <summary>Removes a file; one that is not there is no error.</summary>
    public virtual void Delete(string path) => File.Delete(path);

    /// <summary>Makes a folder and those above it.</summary>
    public virtual void CreateFolder(string path) => Directory.CreateDirectory(path);
}
